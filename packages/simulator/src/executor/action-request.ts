import { twilioProblem, resolveUrl } from '@ringback/twilio-client'
import type { WebhookKind } from '@ringback/catalog'
import type { Problem } from '@ringback/recording'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import type { Next, VerbContext } from './verb.ts'

/** An action URL as the document has it. */
export interface Action {
  readonly kind: WebhookKind
  /** Undefined when it was left out. */
  readonly url: string | undefined
  readonly method: 'GET' | 'POST'
}

/** Continues with the answer of an action URL. A missing or empty URL means the document's own URL, query included. */
export function goToAction(context: VerbContext, action: Action, values: ParameterValues): Next {
  const written = action.url ?? ''
  const url = linkOf(context, written)
  if (typeof url === 'string') {
    return { to: 'document', request: { kind: action.kind, url, method: action.method, values } }
  }
  return { to: 'failed', failure: { problem: url, url: written, parameters: [] } }
}

/** The absolute form of a URL in the document, or why it is not valid. */
export function linkOf({ baseUrl }: VerbContext, written: string): string | Problem {
  const text = written.trim()
  const url = text === '' ? baseUrl : resolveUrl(text, baseUrl)
  if (url !== undefined) return url
  if (baseUrl !== undefined) return twilioProblem('bad-url', `"${text}" is not a valid URL.`)
  const message = `"${text}" is a relative URL, and inline TwiML has no URL to resolve it against.`
  return twilioProblem('no-base-url', message)
}
