import { parseTwiml, printTwiml, runnableChildren, verb } from '@ringback/twiml'
import type { CallEvent, EventOf, Waiting } from '@ringback/simulator'

/**
 * What a call would do from here on, as text: the verb that waits and those after it, and where their URLs lead. Two
 * places with the same text are the same state, whatever the URL of the document. Values that differ in every call
 * (SIDs, tokens, times) count as the same.
 */
export function stateKey(waiting: Waiting, events: readonly CallEvent[], callSid: string): string {
  const own = events.filter((event) => event.callSid === callSid)
  const at = own.findLastIndex(({ type }) => type === 'document')
  const document = own[at] as EventOf<'document'> | undefined // The index is that of a document.
  if (document === undefined) return JSON.stringify(waiting)
  const verbs = own.slice(at).filter(({ type }) => type === 'verb').length
  const rest = restOf(document.twiml, verbs - 1)
  return `${waiting.for} ${baseOf(document.url, rest)} ${withoutTokens(rest)}`
}

/** The document of a state: the one that ran last. */
export function documentUrl(events: readonly CallEvent[], callSid: string): string | null {
  const document = events.findLast((event) => event.type === 'document' && event.callSid === callSid)
  return document?.type === 'document' ? document.url : null
}

function restOf(twiml: string, from: number): string {
  const { document } = parseTwiml(twiml)
  if (document === null) return twiml
  const children = runnableChildren(document.root).slice(Math.max(0, from))
  return printTwiml({ root: { ...document.root, children } })
}

const comesBack = new RegExp(`<(?:${verb.Gather}|${verb.Record})(?![^>]*\\saction=)`)
const isRelative = new RegExp(
  `(?:action|[uU]rl|[cC]allback)="(?!/|https?:|")|<(?:${verb.Redirect}|${verb.Play})[^>]*>\\s*(?!/|https?:|\\s)[^<]`,
)

/**
 * What URLs start from: the whole URL when a verb without an action comes back to it, the folder when one is relative
 * to it, else the origin.
 */
function baseOf(url: string | null, rest: string): string {
  if (url === null) return ''
  if (comesBack.test(rest)) return withoutTokens(url)
  if (isRelative.test(rest)) return withoutTokens(folderOf(url))
  return URL.parse(url)?.origin ?? ''
}

/** A URL up to the last slash of its path. */
function folderOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function withoutTokens(text: string): string {
  return text
    .replaceAll(/\b[A-Z]{2}[0-9a-f]{32}\b/g, 'SID')
    .replaceAll(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'UUID')
    .replaceAll(/[0-9a-z_-]{20,}/gi, (run) => (/\d/.test(run) && /[a-z]/i.test(run) ? 'TOKEN' : run))
    .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z?/g, 'TIME')
    .replaceAll(/\b1\d{9}(\d{3})?\b/g, 'TIME')
}
