import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { helpNotes } from '../src/commands/help-notes.ts'
import { commands } from '../src/commands/index.ts'
import type { CommandEntry } from '../src/shell/command-entry.ts'
import { runCli } from './run-cli.ts'

interface Listed {
  readonly words: readonly string[]
  readonly entry: CommandEntry
}

function listed(entries: readonly CommandEntry[], above: readonly string[] = []): readonly Listed[] {
  return entries.flatMap((entry) => {
    const words = [...above, entry.usage.split(' ', 1)[0] ?? '']
    return [{ words, entry }, ...listed(entry.subcommands ?? [], words)]
  })
}

const all = listed(commands)
const pages = [[], ...all.map(({ words }) => words)]

describe('the help pages', () => {
  it.each([60, 100])('at %i columns', async (columns) => {
    const texts: string[] = []
    for (const words of pages) {
      const { code, stdout } = await runCli([...words, '--help'], { columns })
      expect(code).toBe(0)
      texts.push(stdout)
    }
    const text = texts.join(`\n${'-'.repeat(columns)}\n\n`)
    await expect(text).toMatchFileSnapshot(`golden/help-${columns}.txt`)
    // Command lines are whole, so that they can be copied; everything else fits.
    const tooLong = text
      .split('\n')
      .filter(
        (line) =>
          !/^(?:Usage: |  )(?:echo .*|[A-Z_]+=\S+ )?ringback /.test(line) && stringWidth(line) > columns,
      )
    expect(tooLong).toEqual([])
  })

  it.each(all.filter(({ entry }) => entry.load !== undefined))(
    'name the arguments of $words',
    async ({ entry }) => {
      const command = await entry.load?.()
      const written = [...entry.usage.matchAll(/[[<]([a-z]+)(\.\.)?[\]>]/g)].map(([, name]) => name)
      expect(Object.keys(command?.positionals ?? {})).toEqual(written)
      expect(command?.examples.length, 'examples').toBeGreaterThan(0)
      const rows = Object.values({ ...command?.options, ...command?.positionals })
      for (const { describe: text } of rows) expect(text).toMatch(/^(?:`|--)?[a-zA-Z].*[^.]$/)
    },
  )

  it.each(all)('show no examples that the parser refuses: $words', async ({ entry }) => {
    const command = await entry.load?.()
    for (const [line] of command?.examples ?? []) {
      // The words between quotes are values; what stands after a redirection or around a substitution is the shell's.
      const words = /ringback (.*?)(?:\)"| [<>].*)?$/.exec(line)?.[1]?.match(/'[^']*'|\S+/g) ?? []
      const { stderr } = await runCli([
        ...words.map((word) => word.replaceAll("'", '')),
        '--config',
        'no-such-file.ts',
      ])
      expect(stderr).not.toMatch(
        /Unknown option|Unknown command|must be|needs a value|Missing option|Missing argument|Unexpected/,
      )
    }
  })
})

describe('the notes of the help pages', () => {
  it('are there for every command, and for nothing else', () => {
    expect(Object.keys(helpNotes).toSorted()).toEqual(all.map(({ words }) => words.join(' ')).toSorted())
  })

  it('name pages that exist', () => {
    const names = new Set(Object.values(helpNotes).map(({ page }) => page))
    const docs = join(import.meta.dirname, '../../../docs')
    expect([...names].filter((name) => !existsSync(join(docs, name)))).toEqual([])
  })

  it('name every variable that is read', async () => {
    const source = join(import.meta.dirname, '../src')
    const read = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(source, path), 'utf8').replaceAll(/^ *(?:\/\/|\*).*$/gm, ''))
      .flatMap((text) => [...text.matchAll(/\benv(?:\.|\[')([A-Z][A-Z_]+)/g)].map(([, name = '']) => name))
    const texts = await Promise.all(pages.map(async (words) => (await runCli([...words, '--help'])).stdout))
    // Those of the terminal and of the system are not ringback's.
    const own = [...new Set(read)].filter((name) => !['TERM', 'PATH', 'PORT'].includes(name))
    expect(own.length).toBeGreaterThan(8)
    expect(own.filter((name) => !texts.some((text) => text.includes(`  ${name} `)))).toEqual([])
  })
})

it('loads no engine for the first help page', () => {
  const source = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ resolve: (specifier, context, next) => (loaded.push(specifier), next(specifier, context)) })
    const { run } = await import(${JSON.stringify(new URL('../src/shell/run.ts', import.meta.url).href)})
    const sink = { write: () => true }
    await run(['--help'], { stdout: sink, stderr: sink, env: {}, isTerminal: {}, columns: 80 })
    console.log(JSON.stringify(loaded.filter((specifier) => specifier.startsWith('@ringback/'))))`
  const output = execFileSync(
    process.execPath,
    ['--conditions=ringback:source', '--input-type=module', '--eval', source],
    { encoding: 'utf8' },
  )
  expect([...new Set(JSON.parse(output) as string[])]).toEqual(['@ringback/common'])
})
