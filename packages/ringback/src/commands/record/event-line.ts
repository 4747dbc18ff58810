import { debuggerCodeRow } from '@ringback/catalog'
import { printable } from '@ringback/common'
import type { ProxyEvent } from '@ringback/proxy'
import type { Problem, SignatureCause } from '@ringback/recording'
import type { Styles } from '../../shell/styles.ts'
import { signatureLines } from './signature-lines.ts'

type EventOf<Type extends ProxyEvent['type']> = Extract<ProxyEvent, { readonly type: Type }>

/** The line (or two) that the terminal shows for an event; undefined for events that say nothing to a person. */
export function eventLine(event: ProxyEvent, styles: Styles): string | undefined {
  const { dim, red, yellow } = styles
  switch (event.type) {
    case 'kept':
      return keptLine(event, styles)
    case 'recorded':
      return recordedLine(event, styles)
    case 'lag':
      return yellow(
        `  Recording is ${Math.round(event.ms / 1000)} s behind: ${event.waiting} exchanges are sealed and wait to be redacted`,
      )
    case 'not-recorded':
      return red(`  NOT RECORDED (${event.total} so far): ${printable(event.message)}`)
    case 'other-traffic':
      return dim(`  Not from Twilio, forwarded but not recorded: ${requestText(event)}`)
    case 'refused':
      return yellow(
        `  Refused (${event.total} so far): ${requestText(event)}  ${printable(event.problem.message)}`,
      ).concat(causeLines(event.signatureCause, styles))
    case 'upgrade':
      return dim(`  WebSocket ${event.state}: ${printable(event.path)}`) + problemLine(event.problem, styles)
    case 'warning':
      return yellow(`  ${printable(event.message)}`)
    case 'auth-tokens-changed':
      return dim('  The auth tokens have changed: signatures are checked with the new ones from now on.')
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

/** What may be said at once: nothing of it is private. */
function keptLine(event: EventOf<'kept'>, styles: Styles): string {
  const { dim, red, green, yellow } = styles
  const { startedAt, method, path, status, ms, verdict, upstream, problem } = event
  const paint = status === null || status >= 400 ? red : green
  const request = printable(`${method} ${path}`).padEnd(24)
  const answer = `${paint(String(status ?? 'no answer'))}  ${Math.round(ms)} ms  ${dim(`→ ${upstream}`)}`
  const isDoubtful = verdict === 'invalid' || verdict === 'missing'
  return (
    `${dim(startedAt.slice(11, 19))}  ${request}  ${answer}` +
    (isDoubtful ? `  ${yellow(`signature ${verdict}`)}` : '') +
    problemLine(problem, styles) +
    causeLines(event.signatureCause, styles)
  )
}

function causeLines(cause: SignatureCause | undefined, styles: Styles): string {
  return cause === undefined ? '' : signatureLines(cause, styles)
}

/** The rest, when it is redacted. */
function recordedLine({ kind, from, to }: EventOf<'recorded'>, { bold, dim }: Styles): string {
  const parties = printable(`${from ?? '?'} → ${to ?? '?'}`)
  return `${dim('          recorded')}  ${bold(kind ?? 'unknown webhook')}  ${parties}`
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
