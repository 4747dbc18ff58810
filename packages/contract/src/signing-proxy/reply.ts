import type { ServerResponse } from 'node:http'
import { bytesOf } from '@ringback/recording'
import { textOfDifference } from '../compare/contract-difference.ts'
import type { PactInteraction } from '../pact/pact.ts'
import type { ComparedAnswer } from './compare-app-answer.ts'
import type { Webhook } from './webhook.ts'

/**
 * What the verifier gets to see. An answer that the contract allows is shown in the pact's own spelling, since Pact's XML
 * rules know nothing of what is the same to Twilio; a breach is shown as a document of one sentence, which fails as
 * one readable mismatch, also in a broker.
 */
export function reply(
  response: ServerResponse,
  { note }: Webhook,
  interaction: PactInteraction | undefined,
  { answer, differences }: ComparedAnswer,
): void {
  const breaches = differences.filter(({ severity }) => severity === 'breaking').map(textOfDifference)
  if (answer === null || breaches.length > 0) {
    const expectsDocument = note === undefined || note.expects === 'twiml'
    response.writeHead(expectsDocument ? 200 : 400, {
      'Content-Type': expectsDocument ? 'text/xml' : 'text/plain',
    })
    response.end(expectsDocument ? `<Response>${plain(breaches.join(' '))}</Response>` : breaches.join(' '))
    return
  }
  const expected = interaction?.response.body?.content
  if (note?.expects === 'twiml' && typeof expected === 'string') {
    response.writeHead(answer.status, { 'Content-Type': 'text/xml' })
    response.end(expected)
    return
  }
  // The body is unpacked here, and framed anew.
  const headers = answer.headers.filter(
    ([name]) =>
      !['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive'].includes(
        name.toLowerCase(),
      ),
  )
  response.writeHead(answer.status, headers.flat())
  response.end(bytesOf(answer.body))
}

/** Text that Pact's XML parser reads as one text. */
function plain(text: string): string {
  return text.replaceAll(/[&<>\p{C}]/gu, ' ')
}
