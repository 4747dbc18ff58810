import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { nodeVersionProblem } from '../../src/node-version/node-version-problem.ts'

const packages = join(import.meta.dirname, '../../..')

describe('the Node that ringback runs on', () => {
  it.each(['22.18.0', '22.19.1', '23.0.0', '24.21.0', undefined])('may be %s', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined()
  })

  it.each(['18.20.4', '20.20.2', '22.17.9', '22.0.0'])('is refused when it is %s', (version) => {
    expect(nodeVersionProblem(version)).toBe(
      `ringback needs Node 22.18 or newer, and this is Node ${version}. Install a current Node.`,
    )
  })

  it('is looked at before anything else that an entry of any package imports', () => {
    const entries = globSync('*/package.json', { cwd: packages }).flatMap((file) => {
      const { exports } = JSON.parse(readFileSync(join(packages, file), 'utf8')) as { exports: unknown }
      return sourcesIn(exports).map((source) => join(packages, dirname(file), source))
    })
    expect(entries.length).toBeGreaterThan(40)
    const late = entries.filter((entry) => {
      const [first = ''] = /^(?:import|export).*$/m.exec(readFileSync(entry, 'utf8')) ?? []
      return !/^import '(?:@ringback\/common|\.\/node-version)\/require-node(?:\.ts)?'$/.test(first)
    })
    expect(late).toEqual([join(packages, 'common/src/node-version/require-node.ts')])
  })
})

/** The TypeScript sources that the exports of a package lead to. */
function sourcesIn(exports: unknown): readonly string[] {
  if (typeof exports !== 'object' || exports === null) return []
  return Object.entries(exports).flatMap(([condition, value]) =>
    condition === 'ringback:source' && typeof value === 'string' && value.endsWith('.ts')
      ? [value]
      : sourcesIn(value),
  )
}
