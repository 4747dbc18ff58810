import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createApp } from '@ringback/app-express'
import { sign } from '@ringback/signature'

export const authToken = 'a-token-for-tests-only'
export const publicUrl = 'https://phone.example.com'

export interface Asked {
  readonly path: string
  readonly parameters: URLSearchParams
}

export interface Answer {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** One change of the receptionist. */
export interface Change {
  readonly name: string
  /** What the message about it must say; for breaking changes. */
  readonly says?: RegExp
  /** The answer that replaces the receptionist's. Given back as it is where the change does not apply. */
  readonly answer?: (answer: Answer & { readonly body: string }, asked: Asked) => Answer
  /** Answers to anybody, whatever the signature. */
  readonly unsigned?: boolean
}

/** The receptionist on express with one change, and the tokens of the requests that it answers otherwise. */
export function changedApp(change: Change): {
  readonly app: RequestListener
  readonly changed: ReadonlySet<string>
} {
  const changed = new Set<string>()
  const receptionist = createApp({ authToken, publicUrl })
  const app = (request: IncomingMessage, response: ServerResponse): void => {
    if (change.unsigned === true) resign(request)
    if (change.answer !== undefined) intercept(request, response, change.answer, changed)
    receptionist(request, response)
  }
  return { app, changed }
}

function intercept(
  request: IncomingMessage,
  response: ServerResponse,
  answerOf: NonNullable<Change['answer']>,
  changed: Set<string>,
): void {
  let form = ''
  request.on('data', (chunk: Buffer) => (form += chunk.toString()))
  const end = response.end.bind(response)
  response.end = (chunk?: unknown) => {
    response.end = end
    const body = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk.toString() : ''
    const original = {
      status: response.statusCode,
      type: String(response.getHeader('content-type') ?? ''),
      body,
    }
    const [path = '', query = ''] = (request.url ?? '').split('?')
    const parameters = new URLSearchParams(`${query}&${form}`)
    // A forged request is refused as ever.
    const answer: Answer = original.status === 403 ? original : answerOf(original, { path, parameters })
    if (
      answer.status !== original.status ||
      answer.type !== original.type ||
      answer.body !== original.body ||
      answer.headers !== undefined
    ) {
      changed.add(String(request.headers['i-twilio-idempotency-token']))
    }
    response.statusCode = answer.status
    if (answer.type === '') response.removeHeader('content-type')
    else response.setHeader('content-type', answer.type)
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
    response.setHeader('content-length', Buffer.byteLength(answer.body))
    return end(answer.body)
  }
}

/** As if nobody looked at the signature: every request carries the right one. */
function resign(request: IncomingMessage): void {
  const url = `${publicUrl}${request.url ?? ''}`
  if (request.method === 'GET') {
    request.headers['x-twilio-signature'] = sign({ url, authToken })
    return
  }
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  // Listeners are called in their order: the app reads the header after this.
  request.on('end', () => {
    request.headers['x-twilio-signature'] = sign({ url, authToken, body })
  })
}
