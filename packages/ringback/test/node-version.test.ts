import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nodeVersionProblem } from '../src/front-door/node-version.ts'

describe('the Node that ringback runs on', () => {
  it.each(['22.18.0', '22.19.1', '23.0.0', '24.21.0', undefined])('may be %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined()
  })

  it.each(['18.20.4', '20.20.2', '22.17.9', '22.0.0'])('is refused when it is %s', (version) => {
    expect(nodeVersionProblem(version)).toBe(
      `ringback needs Node 22.18 or newer, and this is Node ${version}. Install a current Node.`,
    )
  })

  it('is looked at before anything else that an entry imports', () => {
    const folder = new URL('../src/entries/', import.meta.url)
    const first = readdirSync(folder).map(
      (name) => /^(?:import|export).*$/m.exec(readFileSync(new URL(name, folder), 'utf8'))?.[0],
    )
    expect(new Set(first)).toEqual(new Set(["import '../front-door/require-node.ts'"]))
  })
})
