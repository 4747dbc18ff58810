import type { ServerResponse } from 'node:http'
import { bytesOf, type ExchangeResponse } from '@ringback/recording'
import { describeDifference } from '../compare/contract-difference.ts'
import type { PactInteraction, PactResponse } from '../pact/pact.ts'
import type { ComparedAnswer } from './compare-app-answer.ts'
import type { Webhook } from './webhook.ts'

/**
 * What the verifier gets to see. An answer that the contract allows is shown as the pact has it, since Pact's rules know
 * neither what is the same to Twilio nor what redaction hides; a breach is shown as a document of one sentence, which
 * fails as one readable mismatch, also in a broker.
 */
export function reply(
  response: ServerResponse,
  { note }: Webhook,
  interaction: PactInteraction | undefined,
  { answer, differences }: ComparedAnswer,
): void {
  const breaches = differences.filter(({ severity }) => severity === 'breaking').map(describeDifference)
  if (breaches.length > 0 || (answer === null && note === undefined)) {
    const expectsDocument = note === undefined || note.expects === 'twiml'
    response.writeHead(expectsDocument ? 200 : 400, {
      'Content-Type': expectsDocument ? 'text/xml' : 'text/plain',
    })
    response.end(expectsDocument ? `<Response>${plain(breaches.join(' '))}</Response>` : breaches.join(' '))
    return
  }
  if (note !== undefined && interaction !== undefined) showExpected(response, interaction.response)
  else if (answer !== null) passOn(response, answer)
}

/** Shows the answer of the pact. */
function showExpected(response: ServerResponse, { status = 200, headers = {}, body }: PactResponse): void {
  response.writeHead(
    status,
    Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value])),
  )
  response.end(typeof body?.content === 'string' ? body.content : undefined)
}

/** Shows the answer of the app. The body is unpacked here, and framed anew. */
function passOn(response: ServerResponse, answer: ExchangeResponse): void {
  const framing = new Set([
    'content-encoding',
    'content-length',
    'transfer-encoding',
    'connection',
    'keep-alive',
  ])
  const headers = answer.headers.filter(([name]) => !framing.has(name.toLowerCase()))
  response.writeHead(answer.status, headers.flat())
  response.end(bytesOf(answer.body))
}

/** Text that Pact's XML parser reads as one text. */
function plain(text: string): string {
  return text.replaceAll(/[&<>\p{C}]/gu, ' ')
}
