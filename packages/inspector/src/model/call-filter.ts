import type { CallRow } from './call-list.ts'

/** What a call has to match; an empty string matches every call. */
export interface CallFilter {
  /** A part of the CallSid, of a number, of a webhook kind, of a tag or of the note. */
  readonly text: string
  /** A call status, or the HTTP status of an answer. */
  readonly status: string
  readonly kind: string
  readonly signature: string
  /** `Name=value`, or `Name` for any value. */
  readonly parameter: string
  /** The code of a problem or finding, or of Twilio's debugger. */
  readonly code: string
  /** One of its tags. */
  readonly tag: string
  /** `yes`: only calls with a problem. */
  readonly problem: string
}

/** A filter that every call matches. */
export const everyCall: CallFilter = {
  text: '',
  status: '',
  kind: '',
  signature: '',
  parameter: '',
  code: '',
  tag: '',
  problem: '',
}

/** The names of the filter's fields, as they stand in the address of the page. */
export const filterFields: readonly (keyof CallFilter)[] = [
  'text',
  'status',
  'kind',
  'signature',
  'parameter',
  'code',
  'tag',
  'problem',
]

/** Reads a filter from a query string; fields that it does not name match every call. */
export function filterOf(query: URLSearchParams): CallFilter {
  const text = (field: keyof CallFilter): string => query.get(field) ?? ''
  return {
    text: text('text'),
    status: text('status'),
    kind: text('kind'),
    signature: text('signature'),
    parameter: text('parameter'),
    code: text('code'),
    tag: text('tag'),
    problem: text('problem'),
  }
}

/** Writes a filter as a query string, without the fields that match every call. */
export function queryOf(filter: CallFilter): string {
  const query = new URLSearchParams()
  for (const field of filterFields) if (filter[field] !== '') query.set(field, filter[field])
  return query.toString()
}

/** Whether a filter can only be answered for calls that have been read. */
export function needsDetails({ status, kind, signature, parameter, code }: CallFilter): boolean {
  return [status, kind, signature, parameter, code].some((wanted) => wanted !== '')
}

/**
 * Whether a call matches. `parameters`: every parameter of its webhooks as a line `Name=value`, each line ended by a line
 * feed; asked for only when the filter names a parameter.
 */
export function matches(row: CallRow, filter: CallFilter, parameters: () => string): boolean {
  if (filter.problem === 'yes' && row.problems === 0) return false
  if (filter.tag !== '' && !row.tags.includes(filter.tag)) return false
  if (filter.text !== '' && !hasText(row, filter.text.toLowerCase())) return false
  if (!needsDetails(filter)) return true
  const { details } = row
  if (details === null) return false
  const { status, kind, signature, parameter, code } = filter
  if (status !== '' && details.callStatus !== status && String(details.httpStatus) !== status) return false
  if (code !== '' && !details.codes.includes(code)) return false
  if (kind !== '' && !details.kinds.includes(kind)) return false
  if (signature !== '' && details.signature !== signature) return false
  return parameter === '' || hasParameter(parameters(), parameter)
}

function hasText({ callSid, from, to, details, tags, note }: CallRow, text: string): boolean {
  return [callSid, from, to, ...(details?.kinds ?? []), ...tags, note].some(
    (each) => each?.toLowerCase().includes(text) === true,
  )
}

function hasParameter(lines: string, wanted: string): boolean {
  const line = wanted.includes('=') ? `${wanted}\n` : `${wanted}=`
  return lines.startsWith(line) || lines.includes(`\n${line}`)
}

/** The parameters of several webhooks as `matches` reads them: each pair once. */
export function parameterLines(pairs: Iterable<readonly [name: string, value: string]>): string {
  const lines = new Set<string>()
  for (const [name, value] of pairs) lines.add(`${name}=${value.replaceAll('\n', ' ')}\n`)
  return [...lines].join('')
}
