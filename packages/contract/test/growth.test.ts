import { superlinear } from '@ringback/test-support/growth'
import { diffPacts, type PactFile } from '@ringback/contract'
import { expect, test } from 'vitest'
import { isPact } from '../src/verify/load-pacts.ts'

/** A pact file with a hostile text in every place that ringback reads. */
function pactOf(text: string): string {
  return JSON.stringify({
    consumer: { name: text },
    provider: { name: text },
    metadata: {},
    interactions: [
      {
        description: text,
        key: text,
        providerStates: [{ name: text }],
        request: {
          method: 'POST',
          path: `/${text}`,
          query: { [text]: [text] },
          headers: { [text]: text, 'Content-Type': text },
          body: { content: text, contentType: text },
        },
        response: { status: 200, headers: { 'Content-Type': text }, body: { content: text } },
        comments: {
          ringback: {
            kind: 'voice.incoming-pstn',
            target: `/${text}`,
            url: text,
            twiml: text.split('\n'),
            free: [],
          },
        },
      },
    ],
  })
}

function filesOf(text: string): readonly PactFile[] {
  const pact: unknown = JSON.parse(pactOf(text))
  return isPact(pact) ? [{ name: 'pact.json', pact }] : []
}

const changed = filesOf('another')

test('reading and comparing pacts: the work grows as the file does', () => {
  const compare = (given: string): unknown => [
    diffPacts(filesOf(given), changed),
    diffPacts(filesOf(given), filesOf(`${given}x`)),
  ]
  expect(superlinear(compare)).toEqual([])
})
