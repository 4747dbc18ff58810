import { debuggerCodeRow, parameter, valueOf } from '@ringback/catalog'
import { printable } from '@ringback/common'
import type { ProxyEvent } from '@ringback/proxy'
import { parametersOf, type Exchange, type Problem } from '@ringback/recording'
import { pathOf } from '../../format/path-of.ts'
import type { Styles } from '../../shell/styles.ts'

/** The line (or two) that the terminal shows for an event; undefined for events that say nothing to a person. */
export function eventLine(event: ProxyEvent, styles: Styles): string | undefined {
  const { dim, red, yellow } = styles
  switch (event.type) {
    case 'exchange':
      return exchangeLine(event.exchange, event.upstream, styles)
    case 'not-recorded':
      return red(`  NOT RECORDED (${event.total} so far): ${printable(event.message)}`)
    case 'other-traffic':
      return dim(`  Not from Twilio, forwarded but not recorded: ${requestText(event)}`)
    case 'refused':
      return yellow(
        `  Refused (${event.total} so far): ${requestText(event)}  ${printable(event.problem.message)}`,
      )
    case 'upgrade':
      return dim(`  WebSocket ${event.state}: ${printable(event.path)}`) + problemLine(event.problem, styles)
    case 'warning':
      return yellow(`  ${printable(event.message)}`)
    case 'draining':
      return event.inFlight === 0
        ? undefined
        : dim(`  Waiting for ${event.inFlight} in flight. Press Ctrl-C again to stop at once.`)
    case 'listening':
    case 'closed':
      return undefined
  }
}

function requestText(event: {
  readonly method: string
  readonly path: string
  readonly status: number | null
}): string {
  return printable(`${event.method} ${event.path} ${event.status ?? '(no answer)'}`)
}

function exchangeLine(exchange: Exchange, upstream: string, styles: Styles): string {
  const { bold, dim, red, green, yellow } = styles
  const parameters = parametersOf(exchange.request)
  const status = exchange.response?.status
  const paint = status === undefined || status >= 400 ? red : green
  const party = (name: string): string => printable(valueOf(parameters, name) ?? '?')
  return (
    [
      dim(exchange.startedAt.slice(11, 19)),
      bold((exchange.kind ?? 'unknown webhook').padEnd(24)),
      `${party(parameter.From)} → ${party(parameter.To)}`,
      paint(String(status ?? 'no answer')),
      `${Math.round(exchange.durationMs)} ms`,
      dim(`→ ${upstream}${printable(pathOf(exchange.request.url))}`),
      ...(exchange.signature === 'invalid' || exchange.signature === 'missing'
        ? [yellow(`signature ${exchange.signature}`)]
        : []),
    ].join('  ') + problemLine(exchange.problem, styles)
  )
}

function problemLine(problem: Problem | null, { red }: Styles): string {
  if (problem === null) return ''
  const code = problem.twilioCode
  const title = code === undefined ? undefined : debuggerCodeRow(code)?.title
  const debuggerSays =
    code === undefined
      ? ''
      : ` Twilio's debugger would show ${code}${title === undefined ? '' : ` ${title}`}.`
  return `\n${red(`          ${printable(problem.message)}${debuggerSays}`)}`
}
