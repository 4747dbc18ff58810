import * as fc from 'fast-check'
import { rmSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import { filesIn, packageJson, projectFolder, type Files } from './project-folder.ts'

/** Any text, and what is near to what init writes. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('.ringback', '.ringback/', '# x', '', '.env', 'name: ringback', '\u0000'), {
      maxLength: 5,
    })
    .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end))),
)
const files = fc.record(
  {
    '.gitignore': text,
    '.env': fc.constantFrom('A=b\n', 'TWILIO_AUTH_TOKEN=x', '\uFEFFPORT=4\r\n'),
    'test/phone.test.js': text,
    '.github/workflows/ringback.yml': text,
    '.github': text,
  },
  { requiredKeys: [] },
)
/** A path cannot be a file and a folder. */
const isPossible = (all: Files): boolean =>
  all['.github'] === undefined || all['.github/workflows/ringback.yml'] === undefined

it('whatever is there stays: only .gitignore grows, once, and a refusal writes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(files.filter(isPossible), async (own) => {
      const cwd = projectFolder({ 'package.json': packageJson(['express']), ...own })
      const before = filesIn(cwd)
      const run = (): Promise<{ readonly code: number }> => runCli(['init', '--yes', '--no-call'], { cwd })
      const { code } = await run()
      const after = filesIn(cwd)
      expect([0, 2]).toContain(code)
      expect(code === 0 || isDeepStrictEqual(after, before)).toBe(true)
      const { '.gitignore': ignored = '', ...others } = before
      expect(after).toMatchObject(others)
      expect((after['.gitignore'] ?? '').startsWith(ignored)).toBe(true)
      expect((await run()).code).toBe(code)
      expect(filesIn(cwd)).toEqual(after)
      rmSync(cwd, { recursive: true })
    }),
    { numRuns: 20 },
  )
})
