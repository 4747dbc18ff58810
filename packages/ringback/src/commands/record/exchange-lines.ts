import { printable } from '@ringback/common'
import { parametersOf, type Body, type Exchange } from '@ringback/recording'
import type { Styles } from '../../shell/styles.ts'

/** Below the line of an exchange. */
const margin = '          '
const deeper = `${margin}  `
/** So much of an answer is shown. */
const mostLines = 60
const mostCharacters = 8000

/** The parameters and the answer of a recorded exchange, as they are on disk. */
export function exchangeLines(exchange: Exchange, { cyan, dim, red }: Styles): readonly string[] {
  const { request, response, problem, durationMs, id } = exchange
  const parameters = parametersOf(request)
  const isRedacted = exchange.redaction !== undefined
  return [
    `${margin}${printable(`${request.method} ${request.url}`)}  ${dim(`${id}${isRedacted ? ', redacted' : ', NOT redacted'}`)}`,
    ...(parameters.length === 0 ? [dim(`${deeper}(no parameters)`)] : []),
    ...parameters.map(([name, value]) => `${deeper}${cyan(printable(name))}=${printable(value)}`),
    `${margin}${response === null ? red('no answer') : response.status}${dim(` in ${Math.round(durationMs)} ms`)}`,
    ...(response === null ? [] : bodyLines(response.body).map((line) => `${deeper}${line}`)),
    ...(problem === null ? [] : [red(margin + printable(problem.message))]),
  ]
}

function bodyLines(body: Body): readonly string[] {
  if (!('text' in body)) return ['(not text)']
  if (body.text.trim() === '') return ['(empty)']
  const lines = printable(body.text.slice(0, mostCharacters), { keepLines: true }).trimEnd().split('\n')
  const isCut = lines.length > mostLines || body.text.length > mostCharacters
  return [...lines.slice(0, mostLines), ...(isCut ? ['... (the recording has all of it)'] : [])]
}
