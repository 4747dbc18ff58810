import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openApiDocument } from '@ringback/catalog'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const page = readFileSync(join(root, 'docs/openapi.md'), 'utf8')
const run = promisify(execFile)
let folder: string

beforeAll(() => {
  mkdirSync(join(root, 'tools/site/tmp'), { recursive: true })
  // Below this workspace, where the generators are installed.
  folder = mkdtempSync(join(root, 'tools/site/tmp/openapi-'))
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(openApiDocument()))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('types are made of the OpenAPI document as its page says', () => {
  it('for TypeScript', async () => {
    const [, output = ''] = /^npx openapi-typescript openapi\.json -o (\S+)$/m.exec(page) ?? []
    await run(process.execPath, [
      join(root, 'tools/site/node_modules/openapi-typescript/bin/cli.js'),
      join(folder, 'openapi.json'),
      '-o',
      join(folder, output),
    ])
    write('example.ts')
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--allowImportingTsExtensions',
      '--module',
      'nodenext',
      '--types',
      'node',
    ]
    // What tsc found is on stdout.
    const tsc = run(join(root, 'node_modules/.bin/tsc'), [...options, 'example.ts'], { cwd: folder })
    const { stdout } = await tsc.catch((error: unknown) => error as { stdout: string })
    expect(stdout).toBe('')
  })

  it('for Python, Go, Java and C#', async () => {
    write('types.js')
    const [, languages = ''] = /^node types\.js (.+)$/m.exec(page) ?? []
    await run(process.execPath, ['types.js', ...languages.split(' ')], { cwd: folder })
    for (const name of [
      'java/DialAction.java',
      'csharp/Webhooks.cs',
      'go/webhooks.go',
      'python/webhooks.py',
    ]) {
      expect(readFileSync(join(folder, name), 'utf8')).toContain('DialAction')
    }
    expect(readdirSync(join(folder, 'java')).length).toBeGreaterThan(80)
    write('example.py')
    const { stdout } = await run('python3', ['example.py'], { cwd: folder })
    expect(stdout.trim()).toBe('busy')
  })

  it.skipIf(spawnSync('go', ['version']).status !== 0)('and Go takes them', async () => {
    write('go/example.go')
    const { stderr } = await run('go', ['vet', 'webhooks.go', 'example.go'], { cwd: join(folder, 'go') })
    expect(stderr).toBe('')
  })
})

/** Writes the block of the page that begins with the name of the file. */
function write(name: string): void {
  const blocks = [...page.matchAll(/^```\w+[^\n]*\n((?:\/\/|#) (\S+)\n.*?)^```$/gms)]
  const [, code] = blocks.find(([, , file]) => file === name) ?? []
  if (code === undefined) throw new Error(`The page has no ${name}.`)
  writeFileSync(join(folder, name), code)
}
