import { kindRow, twilioContentCode } from '@ringback/catalog'
import { verb } from '@ringback/twiml'
import type { CallEvent, EventOf } from '@ringback/simulator'
import { pagePath } from '../page-path.ts'
import type { MapProblem, MapWebhook, Segment } from '../phone-map.ts'

/** Codes of ringback that say nothing about the app: nothing was sent, or a step of the call was not possible. */
const notTheApp: ReadonlySet<string> = new Set([twilioContentCode, 'remote-target', 'script-failed'])

/** Sums up the events of a part of a call. */
export function segmentOf(events: readonly CallEvent[], callSid: string): Segment {
  const of = <Type extends CallEvent['type']>(type: Type): readonly EventOf<Type>[] =>
    events.filter((event): event is EventOf<Type> => event.type === type)
  const own = events.filter((event) => event.callSid === callSid)
  return {
    heard: own.flatMap(heardIn),
    languages: own.flatMap((event) =>
      heardIn(event).map(() => (event.type === 'said' ? event.language : '')),
    ),
    webhooks: of('webhook-answered').map(webhookOf),
    problems: problemsIn(events),
    dialled: of('dialled').map(({ to }) => to),
    reachedSomebody:
      own.some(({ type }) => reachingEvents.has(type)) || of('recorded').some(({ text }) => text !== ''),
    rejected: of('verb').some((event) => event.verb === verb.Reject),
    screening: of('waiting')
      .filter((event) => event.callSid !== callSid)
      .map(({ waiting }) => (waiting.for === 'gather' ? waiting.prompts.join(' ') : undefined))
      .find((prompt) => prompt !== undefined),
  }
}

/** Events that connect the caller. What Twilio's own TwiML does is not known: it may well be a voicemail. */
const reachingEvents: ReadonlySet<CallEvent['type']> = new Set([
  'bridged',
  'referred',
  'conference',
  'twilio-content',
])

/** What an event lets the caller hear. */
export function heardIn(event: CallEvent): readonly string[] {
  if (event.type === 'said') return [event.text]
  if (event.type === 'twilio-content') return [`Twilio's own ${event.title}: ${event.url}`]
  return event.type === 'played' ? [`♪ ${event.url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')}`] : []
}

function webhookOf({ kind, url, status, exchanges }: EventOf<'webhook-answered'>): MapWebhook {
  const problem = exchanges.at(-1)?.problem ?? null
  return {
    kind,
    method: exchanges[0]?.request.method ?? '',
    url,
    status,
    problem:
      problem === null || notTheApp.has(problem.code)
        ? null
        : { level: 'warning', twilioCode: null, ...problem, page: pagePath(url) },
  }
}

/** The errors, each with the page that the leg last requested TwiML from. */
function problemsIn(events: readonly CallEvent[]): readonly MapProblem[] {
  const pages = new Map<string, string>()
  return events.flatMap((event) => {
    if (event.type === 'webhook-sent' && kindRow(event.kind).synchronous)
      pages.set(event.callSid, pagePath(event.url))
    if (event.type !== 'problem' || event.level !== 'error' || notTheApp.has(event.code)) return []
    const { level, code, twilioCode, message } = event
    return [{ level, code, twilioCode, message, page: pages.get(event.callSid) ?? null }]
  })
}

/** The page that TwiML was last requested from; undefined when none was. */
export function lastPage({ webhooks }: Segment): string | undefined {
  const last = webhooks.findLast(({ kind }) => kindRow(kind).synchronous)
  return last === undefined ? undefined : pagePath(last.url)
}
