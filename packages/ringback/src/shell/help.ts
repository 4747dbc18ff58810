import { brokenLines } from '../format/broken-lines.ts'
import { widthOf } from '../format/width-of.ts'
import type { Command, Example, HelpSection } from './command.ts'
import type { CommandEntry } from './command-entry.ts'
import { variableOf } from './environment/variable-of.ts'
import type { OptionRow, OptionRows } from './option-row.ts'
import { commonOptions } from './parse-options.ts'

const indent = '  '
/** Terms that are longer than this have their text on the next line. */
const longestTerm = 40

const firstExamples: readonly Example[] = [
  ['ringback call localhost:3000/voice', 'call an app that listens on port 3000'],
  ['ringback fuzz localhost:3000/voice', 'find the webhooks that break it'],
]

/** What a process says when it ends. */
const exitCodes = {
  good: ['0', 'It ran, and nothing is wrong'],
  findings: [
    '1',
    'It ran, and something is wrong: a finding, a changed answer, an exchange that is not recorded',
  ],
  couldNotRun: ['2', 'It could not run: wrong options, a file or an app that is not there, nothing to judge'],
} as const

const commonEnvironment: HelpSection = {
  title: 'Environment',
  rows: [
    ['RINGBACK_CONFIG', 'The configuration file, unless --config gives it'],
    ['NO_COLOR', 'Any value: no colours'],
    ['FORCE_COLOR', 'Any value but 0: colours in files and pipes, too'],
    ['COLUMNS', 'How long lines may be where the output is no terminal'],
  ],
}

/** What the help page of a command says beside its options. */
export interface PageNotes {
  /** The page of the documentation, in the folder `docs` of the repository. */
  readonly page: string
  /** When it exits with 1; without it, it exits with 0 or 2. */
  readonly fails?: string
  /** Variables of the environment, and what they are read for. */
  readonly environment: HelpSection['rows']
}

/** The help of `ringback` itself: its commands by what they are for. */
export function topHelp(commands: readonly CommandEntry[], columns: number): string {
  const groups = Map.groupBy(commands, ({ group = 'Commands' }) => group)
  return page(
    ['ringback <command>', 'A virtual Twilio for your voice app: record, replay, call, generate and verify.'],
    [
      ...[...groups].map(([title, members]) => ({
        title,
        rows: members.map(({ usage, describe }) => [usage, describe] as const),
      })),
      optionSections(commonOptions, 'Options')[0],
      { title: 'Exit codes', rows: Object.values(exitCodes) },
      commonEnvironment,
    ],
    columns,
    [
      ...exampleTexts(firstExamples, columns),
      wrapped('The options of a command: ringback <command> --help', columns, ''),
      documentation('index.md'),
    ],
  )
}

/** A command and what its page says of it. */
export interface HelpedCommand {
  readonly words: readonly string[]
  readonly entry: CommandEntry
  readonly notes: PageNotes
}

/** The help of one command. */
export function commandHelp(
  { words, entry, notes }: HelpedCommand,
  command: Command | undefined,
  columns: number,
): string {
  const { subcommands = [], usage, describe } = entry
  const prefix = ['ringback', ...words.slice(0, -1)].join(' ')
  const own = ['ringback', ...words].join(' ')
  return page(
    [`${prefix} ${usage}${optionUsage(command)}`, `${describe}.`],
    [
      {
        title: 'Commands',
        rows: subcommands.map((member) => [`${own} ${member.usage}`, member.describe] as const),
      },
      {
        title: 'Arguments',
        rows: Object.entries(command?.positionals ?? {}).map(
          ([name, row]) => [name, describeOption(row)] as const,
        ),
      },
      ...optionSections({ ...command?.options, ...commonOptions }, 'Options'),
      ...(command?.sections ?? []),
      command === undefined ? undefined : exitCodeSection(notes),
      { title: 'Environment', rows: [...notes.environment, ...optionVariables(command, notes)] },
    ],
    columns,
    [
      ...(command === undefined
        ? [wrapped(`The options of a command: ${own} <command> --help`, columns, '')]
        : exampleTexts(command.examples, columns)),
      documentation(notes.page),
    ],
  )
}

/** One row for all variables that give options, with those that none gives. */
function optionVariables(command: Command | undefined, { environment }: PageNotes): HelpSection['rows'] {
  const rows: OptionRows = { ...command?.positionals, ...command?.options }
  const [given, others] = [true, undefined].map((from) =>
    Object.keys(rows).filter((name) => rows[name]?.fromEnvironment === from),
  )
  const example = given?.find((name) => name.includes('-')) ?? given?.[0]
  if (example === undefined) return []
  // Those with a row of their own are explained there.
  const unexplained = (others ?? []).filter(
    (name) => !environment.some(([variable]) => variable === variableOf(name)),
  )
  const which =
    unexplained.length === 0 ? 'all' : `all but ${unexplained.map((name) => `--${name}`).join(', ')}`
  return [
    ['RINGBACK_<OPTION>', `An option that is not given: ${variableOf(example)} for --${example}; ${which}`],
  ]
}

function exitCodeSection({ fails }: PageNotes): HelpSection {
  const { good, findings, couldNotRun } = exitCodes
  const failed = fails === undefined ? [] : [[findings[0], fails] as const]
  return { title: 'Exit codes', rows: [good, ...failed, couldNotRun] }
}

function documentation(page: string): string {
  return `Documentation: docs/${page}`
}

/** What follows the positional arguments in the usage line: the required options, and that there are others. */
function optionUsage(command: Command | undefined): string {
  if (command === undefined) return ''
  const required = Object.entries(command.options).filter(([, row]) => row.required === true)
  return [...required.map(([name, row]) => ` ${termOf(name, row)}`), ' [options]'].join('')
}

/** A line that says what the next one does. Command lines are not broken: they are copied. */
function exampleTexts(examples: readonly Example[], columns: number): readonly string[] {
  if (examples.length === 0) return []
  return [
    [
      'Examples:',
      ...examples.flatMap(([line, what]) => [wrapped(what, columns, `${indent}# `), indent + line]),
    ].join('\n'),
  ]
}

function page(
  head: readonly [usage: string, describe: string],
  sections: readonly (HelpSection | undefined)[],
  columns: number,
  foot: readonly string[],
): string {
  const shown = sections.filter((section) => section !== undefined && section.rows.length > 0)
  return [
    `Usage: ${head[0]}`,
    wrapped(head[1], columns, ''),
    ...shown.map((section) => (section === undefined ? '' : sectionText(section, columns))),
    ...foot,
  ].join('\n\n')
}

function sectionText({ title, rows }: HelpSection, columns: number): string {
  const most = Math.min(longestTerm, Math.floor(columns * 0.4))
  const widths = rows.map(([term]) => widthOf(term)).filter((width) => width <= most)
  const width = Math.max(0, ...widths)
  return [`${title}:`, ...rows.map(([term, text]) => rowText(term, text, width, columns))].join('\n')
}

function rowText(term: string, text: string, width: number, columns: number): string {
  const hanging = ' '.repeat(indent.length + width + 2)
  const length = widthOf(term)
  if (text === '') return indent + term
  const body = wrapped(text, columns, hanging)
  if (length > width) return `${indent}${term}\n${body}`
  return indent + term + ' '.repeat(width - length + 2) + body.slice(hanging.length)
}

function wrapped(text: string, columns: number, hanging: string): string {
  return brokenLines(text.trim(), Math.max(20, columns - hanging.length))
    .map((line) => hanging + line)
    .join('\n')
}

function optionSections(rows: Readonly<Record<string, OptionRow>>, title: string): HelpSection[] {
  const groups = Map.groupBy(Object.entries(rows), ([, { group = title }]) => group)
  return [...groups].map(([name, members]) => ({
    title: name,
    rows: members.map(([option, row]) => [termOf(option, row), describeOption(row)] as const),
  }))
}

function termOf(name: string, row: OptionRow): string {
  const short = row.alias === undefined ? '' : `-${row.alias}, `
  if (row.type === 'boolean')
    return `${short}--${row.default === true || row.negated === true ? 'no-' : ''}${name}`
  return `${short}--${name} ${row.placeholder ?? (row.type === 'number' ? '<number>' : '<text>')}`
}

/** The description with what the value may be and what it is when it is not given. */
function describeOption(row: OptionRow): string {
  const preset = Array.isArray(row.default) ? row.default.join(', ') : row.default
  const notes = [
    ...(row.choices === undefined || row.choices.every((choice) => row.describe.includes(`${choice}:`))
      ? []
      : [row.choices.join(', ')]),
    ...(row.repeat === true && row.placeholder !== undefined
      ? [row.separator === undefined ? 'may be repeated' : 'may be repeated, or several with commas']
      : []),
    ...(row.required === true ? ['required'] : []),
    ...(preset === undefined || typeof preset === 'boolean' || preset === ''
      ? []
      : [`default: ${String(preset)}`]),
  ]
  return notes.length === 0 ? row.describe : `${row.describe} (${notes.join('; ')})`
}
