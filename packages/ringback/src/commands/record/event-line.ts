import { debuggerCodeRow, parameter, valueOf } from '@ringback/catalog'
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
      return red(`  NOT RECORDED (${event.total} so far): ${event.message}`)
    case 'other-traffic':
      return dim(
        `  not Twilio's, forwarded and not recorded: ${event.method} ${event.path} ${event.status ?? '-'}`,
      )
    case 'refused':
      return yellow(
        `  refused, not validly signed (${event.total} so far): ${event.method} ${event.path} ${event.status ?? '-'}`,
      )
    case 'upgrade':
      return dim(`  WebSocket ${event.state}: ${event.path}`) + problemLine(event.problem, styles)
    case 'warning':
      return yellow(`  ${event.message}`)
    case 'draining':
      return event.inFlight === 0
        ? undefined
        : dim(`  waiting for ${event.inFlight} in flight; once more leaves at once`)
    case 'listening':
    case 'closed':
      return undefined
  }
}

function exchangeLine(exchange: Exchange, upstream: string, styles: Styles): string {
  const { bold, dim, red, green, yellow } = styles
  const parameters = parametersOf(exchange.request)
  const status = exchange.response?.status
  const paint = status === undefined || status >= 400 ? red : green
  return (
    [
      dim(exchange.startedAt.slice(11, 19)),
      bold((exchange.kind ?? 'not recognised').padEnd(24)),
      `${valueOf(parameters, parameter.From) ?? '?'} → ${valueOf(parameters, parameter.To) ?? '?'}`,
      paint(String(status ?? 'no answer')),
      `${Math.round(exchange.durationMs)} ms`,
      dim(`→ ${upstream}${pathOf(exchange.request.url)}`),
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
  return `\n${red(`          ${problem.message}${debuggerSays}`)}`
}
