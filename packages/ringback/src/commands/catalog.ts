import { nearest, RingbackError } from '@ringback/common'
import { debuggerCodeRow, kinds, restCodeRow, type KindRow, type ParameterRow } from '@ringback/catalog'
import { table } from '../format/table.ts'
import { wrap } from '../format/wrap.ts'
import { formatOption } from '../options/shared.ts'
import { command, type Command } from '../shell/command.ts'
import { exitCode } from '../shell/exit-code.ts'
import type { Io } from '../shell/io.ts'
import { stylesFor, type Styles } from '../shell/styles.ts'

/** `ringback catalog`: looks a webhook kind, a parameter or an error code up. */
export const catalogCommand: Command = command({
  positionals: {
    name: {
      type: 'string',
      describe: 'A webhook kind, a parameter or an error code (default: list all kinds)',
    },
  },
  options: { format: formatOption },
  examples: [
    ['ringback catalog dial.action', 'what Twilio sends to the action URL of <Dial>'],
    ['ringback catalog CallStatus', 'the webhooks that have this parameter, and its values'],
    ['ringback catalog 11200', "what the code means in Twilio's debugger"],
  ],
  run: async ({ name, format }, io) => {
    const found = lookUp(name, stylesFor(io, 'stdout'))
    print(io, format === 'json' ? JSON.stringify(found.data, null, 2) : fitted(found.text, io.columns))
    return exitCode.good
  },
})

interface Found {
  readonly data: unknown
  readonly text: string
}

function lookUp(name: string | undefined, styles: Styles): Found {
  if (name === undefined) return listOfKinds()
  const found =
    kindNamed(name, styles) ?? codeNamed(name, styles) ?? parameterNamed(name, styles) ?? kindsLike(name)
  if (found !== undefined) return found
  const meant = nearest(name, allNames())
  throw new RingbackError(
    'not-in-catalog',
    `No webhook kind, parameter or error code is called ${name}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    { remedy: 'List the webhook kinds: ringback catalog' },
  )
}

function allNames(): readonly string[] {
  const names = kinds.flatMap(({ kind, parameters }) => [kind, ...parameters.map((row) => row.name)])
  return [...new Set(names)]
}

function listOfKinds(): Found {
  return { data: kinds, text: table(kinds.map(({ kind, title }) => [kind, title])) }
}

function kindsLike(name: string): Found | undefined {
  const alike = kinds.filter(({ kind }) => kind.includes(name))
  if (alike.length === 0) return undefined
  return { data: alike, text: table(alike.map(({ kind, title }) => [kind, title])) }
}

function kindNamed(name: string, { bold, dim }: Styles): Found | undefined {
  const row = kinds.find(({ kind }) => kind === name)
  if (row === undefined) return undefined
  const head = [
    `${bold(row.kind)}  ${row.title}`,
    `  ${row.trigger}.`,
    `  ${row.method}, ${row.synchronous ? 'expects TwiML back' : 'a callback: the answer is not executed'}; evidence: ${row.evidence}`,
  ]
  const parameters = table(row.parameters.map((parameter) => ['  ', ...cellsOf(parameter)]))
  const notes = row.notes.map((note) => dim(`  - ${note}`))
  return {
    data: row,
    text: [...head, '', parameters, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n'),
  }
}

function cellsOf({ name, presence, grammar, prefix, values, example }: ParameterRow): string[] {
  const shape = prefix === undefined ? grammar : `${grammar} ${prefix}`
  const few = values !== undefined && values.length <= 6
  return [name, presence, shape, few ? values.join(' | ') : `e.g. ${example === '' ? '(empty)' : example}`]
}

function parameterNamed(name: string, { bold, dim }: Styles): Found | undefined {
  const rows = kinds.flatMap((kind) => rowsNamed(kind, name))
  const [first] = rows
  if (first === undefined) return undefined
  const values = [...new Set(rows.flatMap(({ row }) => row.values ?? []))]
  const head = [
    `${bold(first.row.name)}  ${first.row.grammar}, e.g. ${first.row.example}`,
    `  ${first.row.when}`,
    ...(values.length > 0 ? [`  values: ${values.join(', ')}`] : []),
    dim(`  source: ${first.row.source} (${first.row.confidence})`),
  ]
  const where = table(rows.map(({ kind, row }) => ['  ', kind, row.presence, row.confidence]))
  return { data: rows, text: [...head, '', where].join('\n') }
}

function rowsNamed({ kind, parameters }: KindRow, name: string): { kind: string; row: ParameterRow }[] {
  const wanted = name.toLowerCase()
  return parameters
    .filter((parameter) => parameter.name.toLowerCase() === wanted)
    .map((row) => ({ kind, row }))
}

function codeNamed(name: string, { bold }: Styles): Found | undefined {
  if (!/^\d{4,5}$/.test(name)) return undefined
  const logged = debuggerCodeRow(Number(name))
  const answered = restCodeRow(Number(name))
  if (logged === undefined && answered === undefined) return undefined
  const lines: string[] = []
  if (logged !== undefined) {
    lines.push(`${bold(name)}  ${logged.title} (debugger, ${logged.level})`, `  when: ${logged.trigger}`)
    if (logged.target !== undefined) lines.push(`  where: ${logged.target}`)
    if (logged.effect !== undefined) lines.push(`  then: ${logged.effect}`)
  }
  if (answered !== undefined) {
    const status = answered.httpStatus === undefined ? 'logged only' : `HTTP ${answered.httpStatus}`
    lines.push(`${bold(name)}  ${answered.title} (REST API, ${status})`, `  when: ${answered.trigger}`)
    if (answered.message !== undefined) lines.push(`  message: ${answered.message}`)
  }
  return { data: { debugger: logged, rest: answered }, text: lines.join('\n') }
}

/** Names are not shortened, since they are copied: a line that is too long goes on below. */
function fitted(text: string, columns: number | undefined): string {
  return text
    .split('\n')
    .flatMap((line) => wrap(line, columns, 6))
    .join('\n')
}

function print(io: Io, text: string): void {
  io.stdout.write(`${text}\n`)
}
