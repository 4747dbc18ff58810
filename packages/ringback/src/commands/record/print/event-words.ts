import { debuggerCodeRow } from '@ringback/catalog'
import { printable } from '@ringback/common'
import type { ProxyEvent } from '@ringback/proxy'
import type { Problem, SignatureCause } from '@ringback/recording'
import type { Styles } from '../../../shell/styles.ts'

type EventOf<Type extends ProxyEvent['type']> = Extract<ProxyEvent, { readonly type: Type }>

/** How much an event matters. */
export type Level = 'info' | 'warn' | 'error'

/** A piece of text, and how a terminal paints it. Nothing in it acts upon a terminal. */
export interface Piece {
  readonly text: string
  readonly paint?: keyof Styles
}

/** What an event says, for every form of output. */
export interface EventWords {
  readonly level: Level
  /** What happened, beside each other. */
  readonly pieces: readonly Piece[]
  /** What else there is to say, below it. */
  readonly below: readonly Piece[]
}

/** What an event says. The terminal and the log lines both show this and nothing else. */
export function eventWords(event: ProxyEvent): EventWords {
  switch (event.type) {
    case 'listening':
      return words('info', { text: printable(`Listening at ${event.url}, forwards to ${event.upstream}`) })
    case 'kept':
      return keptWords(event)
    case 'recorded':
      return recordedWords(event)
    case 'lag':
      return words('warn', { text: printable(event.message), paint: 'yellow' })
    case 'not-recorded':
      return words('error', {
        text: `NOT RECORDED (${event.total} so far): ${printable(event.message)}`,
        paint: 'red',
      })
    case 'other-traffic':
      return words('info', {
        text: `Not from Twilio, forwarded but not recorded: ${requestText(event)}`,
        paint: 'dim',
      })
    case 'refused':
      return refusedWords(event)
    case 'upgrade':
      return {
        level: levelOf(event.problem),
        pieces: [{ text: `WebSocket ${event.state}: ${printable(event.path)}`, paint: 'dim' }],
        below: problemPieces(event.problem),
      }
    case 'warning':
      return words('warn', { text: printable(event.message), paint: 'yellow' })
    case 'auth-tokens-changed':
      return words('info', {
        text: 'The auth tokens have changed: signatures are checked with the new ones from now on.',
        paint: 'dim',
      })
    case 'draining':
      return words('info', {
        text: `Waiting for ${event.inFlight} in flight. Press Ctrl-C again to stop at once.`,
        paint: 'dim',
      })
    case 'closed':
      return words('info', { text: 'Closed' })
  }
}

function words(level: Level, piece: Piece): EventWords {
  return { level, pieces: [piece], below: [] }
}

function requestText(event: {
  readonly method: string
  readonly path: string
  readonly status: number | null
}): string {
  return printable(`${event.method} ${event.path} ${event.status ?? '(no answer)'}`)
}

/** What may be said at once: nothing of it is private. */
function keptWords(event: EventOf<'kept'>): EventWords {
  const { method, path, status, ms, verdict, upstream, problem, signatureCause } = event
  const isDoubtful = verdict === 'invalid' || verdict === 'missing'
  return {
    level: isDoubtful ? 'warn' : levelOf(problem),
    pieces: [
      { text: printable(`${method} ${path}`) },
      { text: String(status ?? 'no answer'), paint: status === null || status >= 400 ? 'red' : 'green' },
      { text: `${Math.round(ms)} ms` },
      { text: `→ ${upstream}`, paint: 'dim' },
      ...(isDoubtful ? [{ text: `signature ${verdict}`, paint: 'yellow' } as const] : []),
    ],
    below: [...problemPieces(problem), ...causePieces(signatureCause)],
  }
}

/** The rest, when it is redacted. */
function recordedWords({ kind, from, to }: EventOf<'recorded'>): EventWords {
  return {
    level: 'info',
    pieces: [
      { text: 'recorded', paint: 'dim' },
      { text: kind ?? 'unknown webhook', paint: 'bold' },
      { text: printable(`${from ?? '?'} → ${to ?? '?'}`) },
    ],
    below: [],
  }
}

function refusedWords(event: EventOf<'refused'>): EventWords {
  return {
    level: 'warn',
    pieces: [
      { text: `Refused (${event.total} so far): ${requestText(event)}`, paint: 'yellow' },
      { text: printable(event.problem.message), paint: 'yellow' },
    ],
    below: causePieces(event.signatureCause),
  }
}

function levelOf(problem: Problem | null): Level {
  return problem === null ? 'info' : 'warn'
}

function problemPieces(problem: Problem | null): readonly Piece[] {
  if (problem === null) return []
  const code = problem.twilioCode
  const title = code === undefined ? undefined : debuggerCodeRow(code)?.title
  const debuggerSays =
    code === undefined
      ? ''
      : ` Twilio's debugger would show ${code}${title === undefined ? '' : ` ${title}`}.`
  return [{ text: `${printable(problem.message)}${debuggerSays}`, paint: 'red' }]
}

/** What is wrong with a signature, and what to change. */
function causePieces(cause: SignatureCause | undefined): readonly Piece[] {
  if (cause === undefined) return []
  const { message, publicUrl, change } = cause
  const changes = [
    ...(publicUrl === undefined ? [] : [`Pass --public-url ${publicUrl}`]),
    ...(change === undefined ? [] : [change]),
  ]
  return [
    { text: printable(message), paint: 'yellow' },
    ...changes.map((text) => ({ text: `Change: ${printable(text)}`, paint: 'green' }) as const),
  ]
}
