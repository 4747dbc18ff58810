import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { describe, expect, it } from 'vitest'

const redactor = createRedactor({ key: new Uint8Array(32).fill(1) })

function answeredWith(form: string, answer: string): Exchange {
  return {
    id: '1',
    kind: null,
    callSid: null,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 1,
    request: {
      method: 'POST',
      url: 'https://phone.example.com/voice',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: { text: form },
    },
    response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text: answer } },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0' },
  }
}

function answerOf({ response }: Exchange): string | undefined {
  return response !== null && 'text' in response.body ? response.body.text : undefined
}

describe("the app's own wording", () => {
  it.each([
    [
      'a word that also stands in the path of a URL',
      'ErrorUrl=https%3A%2F%2Fapp.example.org%2Fcall%2Fback',
      'Please call back later.',
    ],
    ['what was masked before', 'FromCity=XXXX&FromZip=XXXX&CallerName=XXXX', 'Hello from XXXX.'],
  ])('stays when it holds %s', (_case, form, words) => {
    const answer = `<Response><Say>${words}</Say></Response>`
    expect(answerOf(redactor.redactExchange(answeredWith(form, answer)))).toBe(answer)
  })

  it('loses what the request said in private', () => {
    const exchange = answeredWith(
      'FromCity=MILL+VALLEY',
      '<Response><Say>Hello Mill Valley.</Say></Response>',
    )
    expect(answerOf(redactor.redactExchange(exchange))).not.toMatch(/mill|valley/i)
  })
})
