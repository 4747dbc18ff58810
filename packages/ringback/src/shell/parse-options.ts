import { nearest } from '@ringback/common'
import { parseArgs } from 'node:util'
import type { Command } from './command.ts'
import { variableOf } from './environment/variable-of.ts'
import { camelCase, type OptionRow, type OptionRows } from './option-row.ts'
import { numberProblem } from './number-problem.ts'
import { separated } from './separators.ts'
import type { Io } from './io.ts'

/** What a command line says: values by their names in camel case, and everything that is wrong with it. */
export interface ParsedOptions {
  readonly values: Readonly<Record<string, unknown>>
  /** The names of those that the environment gave, in kebab case. */
  readonly fromEnvironment: readonly string[]
  /** A sentence each; empty when the command can run. */
  readonly problems: readonly string[]
}

/** The options of every command. */
export const commonOptions: OptionRows = {
  config: {
    type: 'string',
    placeholder: '<file>',
    describe: 'Configuration file (default: ringback.config.ts)',
    fromEnvironment: true,
    group: 'Every command',
  },
  help: { type: 'boolean', alias: 'h', describe: 'Show this help', group: 'Every command' },
  version: { type: 'boolean', describe: 'Show the version', group: 'Every command' },
}

type Environment = Io['env']

/** Reads and checks the arguments of one command, and what the environment gives in place of those that are not there. */
export function parseOptions(
  argv: readonly string[],
  { options, positionals }: Command,
  env: Environment = {},
): ParsedOptions {
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
    ...Object.entries(rows).map(([name, row]) => readOption(name, row, given, env)),
    ...readPositionals(words, positionals, env),
  ]
  return {
    values: Object.fromEntries(read.map(({ name, value }) => [camelCase(name), value])),
    fromEnvironment: read.flatMap(({ name, isOfEnvironment }) => (isOfEnvironment === true ? [name] : [])),
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
  readonly isOfEnvironment?: true
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption(name: string, row: OptionRow, tokens: readonly OptionToken[], env: Environment): Read {
  const given = tokens.filter((token) => token.name === name)
  const ofEnvironment = given.length === 0 ? readVariable(name, row, env) : undefined
  if (ofEnvironment !== undefined) return ofEnvironment
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

/** What a variable of the environment gives; undefined where it is not set or empty. Several values may stand on lines. */
function readVariable(name: string, row: OptionRow, env: Environment): Read | undefined {
  const variable = variableOf(name)
  const text = row.fromEnvironment === true ? (env[variable] ?? '').trim() : ''
  if (text === '') return undefined
  if (row.type === 'boolean') return readFlagVariable(name, variable, text)
  const lines = row.repeat === true ? text.split('\n').map((line) => line.trim()) : [text]
  const read = readValues(
    name,
    variable,
    row,
    lines.filter((line) => line !== ''),
  )
  // What containers find in their environment for every Service there is.
  const isServiceLink = read.problem !== undefined && /^(?:tcp|udp|sctp):\/\//.test(text)
  const hint = ' Kubernetes sets it for a Service of that name: set enableServiceLinks: false in the Pod.'
  return { ...read, ...(isServiceLink && { problem: `${read.problem}${hint}` }), isOfEnvironment: true }
}

function readFlagVariable(name: string, variable: string, text: string): Read {
  if (text === 'true' || text === '1') return { name, value: true, isOfEnvironment: true }
  if (text === 'false' || text === '0') return { name, value: false, isOfEnvironment: true }
  return { name, problem: `${variable} must be true or false, not ${JSON.stringify(text)}.` }
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

function readPositionals(words: readonly string[], rows: OptionRows, env: Environment): readonly Read[] {
  const names = Object.entries(rows)
  const read = names.map(([name, row], index): Read => {
    const texts = row.repeat === true ? words.slice(index) : words.slice(index, index + 1)
    if (texts.length > 0) return readValues(name, `<${name}>`, row, texts)
    const ofEnvironment = readVariable(name, row, env)
    if (ofEnvironment !== undefined) return ofEnvironment
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
