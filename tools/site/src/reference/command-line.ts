import { pathToFileURL } from 'node:url'
import { join } from 'node:path'
import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'
import { root } from '../root.ts'

// The rows of the commands are no public entry of the package, so they are loaded by their path.
// oxlint-disable typescript/consistent-type-imports -- an import, of types too, may not leave a package.
type CommandList = typeof import('../../../../packages/ringback/src/commands/index.ts')
type Parsing = typeof import('../../../../packages/ringback/src/shell/parse-options.ts')
// oxlint-enable typescript/consistent-type-imports
const { commands } = await load<CommandList>('commands/index.ts')
const { commonOptions } = await load<Parsing>('shell/parse-options.ts')

type CommandEntry = (typeof commands)[number]
type Command = Awaited<ReturnType<NonNullable<CommandEntry['load']>>>
type OptionRow = Command['options'][string]

async function load<Module>(path: string): Promise<Module> {
  // The caller names the type of the very file.
  return (await import(pathToFileURL(join(root, 'packages/ringback/src', path)).href)) as Module
}

interface Listed {
  readonly words: readonly string[]
  readonly entry: CommandEntry
}

/** A page with every command, and one for each, out of the rows that the help pages are printed from. */
export async function commandLinePages(): Promise<readonly Page[]> {
  const all = listed(commands, [])
  const pages = await Promise.all(
    all
      .filter(({ entry }) => entry.load !== undefined)
      .map(async (found) => pageOf(found, await found.entry.load?.())),
  )
  return [overview(all), ...pages]
}

function listed(entries: readonly CommandEntry[], above: readonly string[]): readonly Listed[] {
  return entries.flatMap((entry) => {
    const words = [...above, entry.usage.split(' ', 1)[0] ?? '']
    return [{ words, entry }, ...listed(entry.subcommands ?? [], words)]
  })
}

function overview(all: readonly Listed[]): Page {
  const groups = Map.groupBy(
    all.filter(({ entry }) => entry.load !== undefined),
    ({ words }) => commands.find(({ usage }) => usage.split(' ', 1)[0] === words[0])?.group ?? 'Commands',
  )
  return {
    path: 'reference/cli.md',
    text: `# Command line

Results go to stdout, everything else to stderr. Exit codes: 0 good, 1 something was found, 2 it could not run or judged
nothing. Options win over the [configuration](./configuration.md).

${[...groups]
  .map(
    ([title, members]) =>
      `## ${title}\n\n${table(
        ['command', 'what it does'],
        members.map(({ words, entry }) => [
          `[${code(usageOf({ words, entry }))}](./cli/${words.join('-')}.md)`,
          entry.describe,
        ]),
      )}`,
  )
  .join('\n\n')}

## Every command

${optionTable(commonOptions)}
`,
  }
}

function usageOf({ words, entry }: Listed): string {
  return ['ringback', ...words.slice(0, -1), entry.usage].join(' ')
}

function pageOf(found: Listed, command: Command | undefined): Page {
  const groups = [
    ...Map.groupBy(Object.entries(command?.options ?? {}), ([, { group = 'Options' }]) => group),
  ]
  const parts = [
    `# ${code(`ringback ${found.words.join(' ')}`)}`,
    `${found.entry.describe}.`,
    `\`\`\`sh\n${[
      `${usageOf(found)} [options]`,
      ...(command?.examples ?? []).flatMap(([line, what]) => ['', `# ${what}`, line]),
    ].join('\n')}\n\`\`\``,
    ...(Object.keys(command?.positionals ?? {}).length === 0
      ? []
      : [
          '## Arguments',
          table(
            ['argument', 'what it is'],
            Object.entries(command?.positionals ?? {}).map(([name, option]) => [code(name), inWords(option)]),
          ),
        ]),
    ...groups.flatMap(([title, members]) => [`## ${title}`, optionTable(Object.fromEntries(members))]),
    ...(command?.sections ?? []).flatMap(({ title, rows }) => [
      `## ${title}`,
      table(
        ['term', 'meaning'],
        rows.map(([term, text]) => [code(term), text]),
      ),
    ]),
  ]
  return { path: `reference/cli/${found.words.join('-')}.md`, text: `${parts.join('\n\n')}\n` }
}

function optionTable(rows: Readonly<Record<string, OptionRow>>): string {
  return table(
    ['option', 'what it does', 'default'],
    Object.entries(rows).map(([name, option]) => [
      code(termOf(name, option)),
      inWords(option),
      preset(option),
    ]),
  )
}

function termOf(name: string, option: OptionRow): string {
  const short = option.alias === undefined ? '' : `-${option.alias}, `
  if (option.type === 'boolean')
    return `${short}--${option.default === true || option.negated === true ? 'no-' : ''}${name}`
  return `${short}--${name} ${option.placeholder ?? (option.type === 'number' ? '<number>' : '<text>')}`
}

function inWords(option: OptionRow): string {
  const notes = [
    ...(option.choices === undefined ? [] : [option.choices.map(code).join(', ')]),
    ...(option.repeat === true ? ['may be repeated'] : []),
    ...(option.required === true ? ['required'] : []),
  ]
  return notes.length === 0 ? option.describe : `${option.describe} (${notes.join('; ')})`
}

function preset({ default: value }: OptionRow): string {
  if (value === undefined || typeof value === 'boolean' || value === '') return ''
  return code(typeof value === 'object' ? value.join(', ') : String(value))
}
