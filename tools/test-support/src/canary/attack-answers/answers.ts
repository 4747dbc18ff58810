import { exchangeOf, inAnswer, type Placement } from '../placement.ts'

/** The caller says it, and the app says it again. */
export function echoed(
  name: string,
  secrets: readonly string[],
  record: Readonly<Record<string, string>>,
  text: string,
): Placement {
  const form = new URLSearchParams({ CallStatus: 'in-progress', ...record }).toString()
  return {
    name,
    secrets,
    given: {
      request: exchangeOf({ body: { text: form } }),
      response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } },
    },
  }
}

/** A document that says these words. */
export function say(words: string): string {
  return `<Response><Say>${words}</Say></Response>`
}

/** An answer with these verbs. */
export function twiml(name: string, secrets: readonly string[], inner: string): Placement {
  return inAnswer(name, secrets, `<Response>${inner}</Response>`)
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
