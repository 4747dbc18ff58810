import { nearest } from '@ringback/common'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { camelCase, type OptionRow, type OptionRows } from './option-row.ts'
import { numberProblem } from './number-problem.ts'
import { separated } from './separators.ts'

/** What a command line says: values by their names in camel case, and everything that is wrong with it. */
export interface ParsedOptions {
  readonly values: Readonly<Record<string, unknown>>
  /** A sentence each; empty when the command can run. */
  readonly problems: readonly string[]
}

/** The options of every command. */
export const commonOptions: OptionRows = {
  config: {
    type: 'string',
    placeholder: '<file>',
    describe: 'Configuration file (default: ringback.config.ts)',
    group: 'Every command',
  },
  help: { type: 'boolean', alias: 'h', describe: 'Show this help', group: 'Every command' },
  version: { type: 'boolean', describe: 'Show the version', group: 'Every command' },
}

/** Reads and checks the arguments of one command. */
export function parseOptions(argv: readonly string[], { options, positionals }: Command): ParsedOptions {
  const rows: OptionRows = { ...options, ...commonOptions }
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(rows).map(([name, { type, alias }]) => [
        name,
        { type: type === 'boolean' ? type : 'string', ...(alias !== undefined && { short: alias }) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  })
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []))
  const unknown = new Set(
    given.filter(({ name }) => !Object.hasOwn(rows, name)).map(({ rawName }) => rawName),
  )
  const read = [
    ...Object.entries(rows).map(([name, row]) => readOption(name, row, given)),
    ...readPositionals(words, positionals),
  ]
  return {
    values: Object.fromEntries(read.map(({ name, value }) => [camelCase(name), value])),
    problems: [
      ...[...unknown].map((name) => unknownOption(name, rows)),
      ...read.flatMap(({ problem }) => problem ?? []),
    ],
  }
}

interface Read {
  readonly name: string
  readonly value?: unknown
  readonly problem?: string | undefined
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption(name: string, row: OptionRow, tokens: readonly OptionToken[]): Read {
  const given = tokens.filter((token) => token.name === name)
  if (given.length === 0) {
    return row.required === true && row.default === undefined
      ? { name, problem: `Missing option --${name}: ${row.describe}.` }
      : { name, value: row.default }
  }
  if (given.length > 1 && row.repeat !== true && row.type !== 'boolean') {
    return { name, problem: `--${name} was given ${given.length} times; give it once.` }
  }
  if (row.type === 'boolean') return readFlag(name, given)
  const without = given.find(
    ({ value, inlineValue }) => value === undefined || (inlineValue !== true && isOption(value)),
  )
  if (without !== undefined) return { name, problem: `${without.rawName} needs a value.` }
  return readValues(
    name,
    `--${name}`,
    row,
    given.map(({ value = '' }) => value),
  )
}

/** `--port --host x`: the value was forgotten. Negative numbers are values. */
function isOption(value: string): boolean {
  return /^--?[a-z]/i.test(value)
}

function readFlag(name: string, given: readonly OptionToken[]): Read {
  const last = given.at(-1)
  if (last?.value === undefined) return { name, value: last?.rawName !== `--no-${name}` }
  if (last.value === 'true' || last.value === 'false') return { name, value: last.value === 'true' }
  return { name, problem: `--${name} takes no value: --${name} or --no-${name}.` }
}

function readValues(name: string, where: string, row: OptionRow, given: readonly string[]): Read {
  const { separator } = row
  const texts = separator === undefined ? given : given.flatMap((text) => separated(text, separator))
  const problem = texts.map((text) => valueProblem(where, row, text)).find((found) => found !== undefined)
  if (problem !== undefined) return { name, problem }
  const values =
    row.type === 'number' ? texts.map((text) => (isWord(row, text) ? text : Number(text))) : texts
  return { name, value: row.repeat === true ? values : values[0] }
}

/** Whether a text stands in place of a number. */
function isWord({ words = [] }: OptionRow, text: string): boolean {
  return words.includes(text)
}

function valueProblem(where: string, row: OptionRow, text: string): string | undefined {
  if (row.type === 'number') return isWord(row, text) ? undefined : numberProblem(where, row, text)
  if (row.choices === undefined || row.choices.includes(text)) return undefined
  const meant = nearest(text, row.choices)
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
  return `${where} must be ${listed(row.choices)}, not ${JSON.stringify(text)}.${hint}`
}

function listed(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
}

function readPositionals(words: readonly string[], rows: OptionRows): readonly Read[] {
  const names = Object.entries(rows)
  const read = names.map(([name, row], index): Read => {
    const texts = row.repeat === true ? words.slice(index) : words.slice(index, index + 1)
    if (texts.length > 0) return readValues(name, `<${name}>`, row, texts)
    return row.required === true
      ? { name, problem: `Missing argument <${name}>: ${row.describe}.` }
      : { name, value: row.default }
  })
  const takesAll = names.some(([, row]) => row.repeat === true)
  const extra = takesAll ? [] : words.slice(names.length)
  return [
    ...read,
    ...extra.map((word) => ({ name: '', problem: `Unexpected argument ${JSON.stringify(word)}.` })),
  ]
}

/** Commands that judge have reporters, and the others formats. */
const sameElsewhere: ReadonlyMap<string, string> = new Map([
  ['format', 'reporter'],
  ['reporter', 'format'],
])

function unknownOption(rawName: string, rows: OptionRows): string {
  const plain = rawName.replace(/^--?(?:no-)?/, '')
  const names = Object.keys(rows)
  const other = sameElsewhere.get(plain)
  const meant = other !== undefined && names.includes(other) ? other : nearest(plain, names)
  return `Unknown option ${rawName}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`
}
