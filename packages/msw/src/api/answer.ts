import { restCodeRow } from '@ringback/catalog'
import { moreInfoUrl, refusals, type RefusalName, type RefusalRow } from '../data/refusals.ts'

/** An answer of the API, before it becomes an HTTP response. */
export interface Answer {
  readonly status: number
  /** Sent as JSON; left out for an empty body. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Thrown when a request is refused; contains Twilio's answer. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly answer: Answer

  constructor(answer: Answer) {
    super('The request was refused.')
    this.answer = answer
  }
}

/** Twilio's error response of that name; `value` is the value that was sent. */
export function refused(name: RefusalName, value = ''): Refused {
  const row: RefusalRow = refusals[name]
  const known = restCodeRow(row.code)
  const status = known?.httpStatus ?? 400
  const message = (row.message ?? known?.title ?? '').replace('{value}', () => value)
  return new Refused({ status, body: errorBody(row.code, message, status) })
}

/** The body of an error. */
export function errorBody(code: number, message: string, status: number): Readonly<Record<string, unknown>> {
  return { code, message, more_info: `${moreInfoUrl}${code}`, status }
}

/** The answer to a request that Twilio's API cannot read; Twilio has no code for it. */
export function badRequest(status: 400 | 413, message: string): Answer {
  return { status, body: { code: null, message, more_info: null, status } }
}

/** 200 with a resource. */
export function found(body: unknown): Answer {
  return { status: 200, body }
}

/** 201 with a resource. */
export function created(body: unknown): Answer {
  return { status: 201, body }
}

/** 204. */
export const gone: Answer = { status: 204 }
