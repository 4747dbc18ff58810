import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { kinds } from '@ringback/catalog'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { shellWords } from '../../src/commands/completion/shell-words.ts'
import { reporters } from '../../src/reporters/index.ts'
import { nameOf, type CommandEntry } from '../../src/shell/command-entry.ts'
import { runCli } from '../run-cli.ts'

const sids = ['1', '2'].map((digit) => `CA${digit.repeat(32)}`)
let cwd: string

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-complete-'))
  for (const folder of ['recordings', 'other', 'fixtures/findings']) {
    mkdirSync(join(cwd, folder), { recursive: true })
  }
  writeFileSync(join(cwd, `recordings/20260101T120000000Z-${sids[0]}.json`), '')
  writeFileSync(join(cwd, `other/20260102T130000000Z-${sids[1]}.json`), '')
  writeFileSync(join(cwd, 'fixtures/findings/http-status-0a1b2c3d.finding.json'), '')
  // A configuration is a program, which nobody wants to run by pressing Tab.
  writeFileSync(join(cwd, 'ringback.config.ts'), 'process.exit(1)')
})
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

interface Completed {
  readonly kind: string
  readonly values: readonly string[]
}

async function completed(...words: readonly string[]): Promise<Completed> {
  const { code, stdout, stderr } = await runCli(['__complete', 'zsh', ...words], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const [kind = '', ...lines] = stdout.slice(0, -1).split('\n')
  expect(lines.filter((line) => !line.includes('\t'))).toEqual([])
  return { kind, values: lines.map((line) => line.split('\t', 1)[0] ?? '') }
}

const listed = (entries: readonly CommandEntry[], above: readonly string[] = []): readonly Listed[] =>
  entries.flatMap((entry) => {
    const words = [...above, nameOf(entry)]
    return [{ words, entry }, ...listed(entry.subcommands ?? [], words)]
  })

interface Listed {
  readonly words: readonly string[]
  readonly entry: CommandEntry
}

const all = listed(commands)

describe('completion', () => {
  it('offers every command', async () => {
    expect((await completed('')).values).toEqual(commands.map(nameOf))
    expect((await completed('help', '')).values).toEqual(commands.map(nameOf))
    for (const { words, entry } of all) {
      const { values } = await completed(...words, '')
      expect(values).toEqual(expect.arrayContaining((entry.subcommands ?? []).map(nameOf)))
    }
  })

  it('offers every option that was not given yet, and its values', async () => {
    for (const { words, entry } of all) {
      const { values } = await completed(...words, '--')
      const rows = Object.entries((await entry.load?.())?.options ?? {})
      expect(values.map((value) => value.replace(/^--(?:no-)?/, ''))).toEqual(
        expect.arrayContaining([...rows.map(([name]) => name.replace(/^no-/, '')), 'config', 'help']),
      )
      for (const [name, row] of rows) {
        const given = row.type === 'boolean' ? [`--${name}`] : [`--${name}`, '1']
        const rest = (await completed(...words, ...given, '--')).values
        expect(rest.includes(`--${name}`)).toBe(row.repeat === true)
        if (row.choices === undefined) continue
        expect(await completed(...words, `--${name}`, '')).toEqual({ kind: 'none', values: row.choices })
        expect((await completed(...words, `--${name}=`)).values).toEqual(
          row.choices.map((choice) => `--${name}=${choice}`),
        )
      }
    }
  })

  it('offers the reporters that there are', async () => {
    expect((await completed('fuzz', '--reporter', '')).values).toEqual(Object.keys(reporters))
  })

  it.each<[readonly string[], Completed]>([
    [['show', 'CA'], { kind: 'files', values: [sids[0] ?? ''] }],
    [['show', '--recordings', 'other', 'CA'], { kind: 'files', values: [sids[1] ?? ''] }],
    [['show', '--recordings=other', 'CA'], { kind: 'files', values: [sids[1] ?? ''] }],
    [['replay', 'localhost:3000', 'CA'], { kind: 'files', values: [sids[0] ?? ''] }],
    [['fuzz', 'replay', ''], { kind: 'files', values: ['http-status-0a1b2c3d'] }],
    [['generate', 'dial.ac'], { kind: 'none', values: ['dial.action'] }],
    [['catalog', 'CallSta'], { kind: 'none', values: ['CallStatus'] }],
    [['contract', 'build', '--route', 'dial.ac'], { kind: 'none', values: ['dial.action='] }],
    [['contract', 'verify', '--pact', ''], { kind: 'files', values: [] }],
    [['inspect', ''], { kind: 'folders', values: [] }],
    [['check', 'webhook', '--', '--'], { kind: 'files', values: [] }],
    [['no-such-command', ''], { kind: 'none', values: [] }],
    [['completion', 'bash', ''], { kind: 'none', values: [] }],
  ])('offers after %j', async (words, expected) => {
    expect(await completed(...words)).toEqual(expected)
  })

  it('offers the kinds of the catalog', async () => {
    expect((await completed('check', 'webhook', '--kind', '')).values).toEqual(kinds.map(({ kind }) => kind))
  })

  it('takes whatever was typed, and offers only what begins with it', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('--', '-', '--=', '--format=', '-o', 'fuzz', 'replay', 'contract', '--config', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 4 }), async (words) => {
        const { values } = await completed(...words)
        const current = words.at(-1) ?? ''
        expect(values.filter((value) => !value.startsWith(current))).toEqual([])
      }),
    )
  })
})

describe('the words of a line', () => {
  it.each([
    ['', ['']],
    ['ringback ', ['ringback', '']],
    ["ringback  call 'a b'c", ['ringback', 'call', 'a bc']],
    ['ringback "a \\" b" c\\ d', ['ringback', 'a " b', 'c d']],
    ['ringback "open quo', ['ringback', 'open quo']],
    ['ringback end\\', ['ringback', 'end']],
  ])('are, of %j', (line, words) => {
    expect(shellWords(line)).toEqual(words)
  })

  it('are those that were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (words) => {
        const line = words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
        expect(shellWords(line)).toEqual(words)
      }),
    )
  })
})
