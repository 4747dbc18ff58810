import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerOf, recordedFolder } from './recorded-folder.ts'
import { runCli } from './run-cli.ts'

const template = await recordedFolder([1, 2])
const files = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((name) =>
  statSync(join(template, name)).isFile(),
)

const commands: readonly (readonly string[])[] = [
  ['show'],
  ['show', callerOf(1).callSid],
  ['check', 'recordings'],
  ['drift'],
  ['export', 'har'],
  ['originals', 'prune', '--dry-run'],
  ['originals', 'commit'],
  ['forget', callerOf(1).number, '--dry-run'],
  ['contract', 'build', '--provider', 'app', '--recordings', 'recordings'],
  ['doctor', '--self'],
  ['key'],
]

/** Puts something else in place of a file. */
const damages: Readonly<Record<string, (path: string) => void>> = {
  nothing: (path) => writeFileSync(path, ''),
  text: (path) => writeFileSync(path, '\u001b[31mno\0'),
  'JSON of another kind': (path) => writeFileSync(path, '{"version":999,"keyId":[],"redaction":1}'),
  'JSON that is nested deeply': (path) => writeFileSync(path, '['.repeat(100_000)),
  'random bytes': (path) => writeFileSync(path, Buffer.alloc(500, 'ë')),
  'a pipe': (path) => {
    rmSync(path)
    execFileSync('mkfifo', [path])
  },
  'a link to nothing': (path) => {
    rmSync(path)
    symlinkSync('/nowhere/at/all', path)
  },
}

test('whatever is in a file of the working directory, a command ends, and says what is wrong in its own words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.constantFrom(...Object.values(damages)),
      fc.shuffledSubarray([...commands], { minLength: 4, maxLength: 4 }),
      async (name, damage, chosen) => {
        const cwd = mkdtempSync(join(tmpdir(), 'ringback-damaged-'))
        cpSync(template, cwd, { recursive: true })
        damage(join(cwd, name))
        for (const argv of chosen) {
          const { code, stderr } = await runCli(argv, { cwd })
          expect({ argv, stderr }).not.toMatchObject({ stderr: expect.stringContaining('Internal error') })
          expect([0, 1, 2]).toContain(code)
        }
        rmSync(cwd, { recursive: true })
      },
    ),
    { numRuns: 20 },
  )
})
