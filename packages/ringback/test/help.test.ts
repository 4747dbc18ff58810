import { execFileSync } from 'node:child_process'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
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
      .filter((line) => !/^(?:Usage: |  )(?:echo .*)?ringback /.test(line) && stringWidth(line) > columns)
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
