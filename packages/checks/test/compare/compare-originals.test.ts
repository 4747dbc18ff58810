import {
  compareAnswers,
  compareOriginals,
  type AnswerDifference,
  type ObservedAnswer,
} from '@ringback/checks'
import * as fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { meantDocument, spelling, written } from '../support/documents.ts'

const kind = 'voice.incoming-pstn'

function answer(body: string): ObservedAnswer {
  return {
    url: 'https://phone.example.com/voice',
    response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text: body } },
    problem: null,
  }
}

/** A redaction that leaves nothing of the texts, and one that leaves all of them. */
const redactions: readonly ((body: string) => string)[] = [
  (body) => body.replaceAll(/>[^<]+</g, '>x<'),
  (body) => body,
]

const documents = fc.tuple(meantDocument, spelling).map(([meant, choices]) => written(meant, choices))

function worst(differences: readonly AnswerDifference[]): string {
  const severities = new Set(differences.map(({ severity }) => severity))
  return severities.has('breaking') ? 'breaking' : severities.has('safe') ? 'safe' : 'none'
}

test('the originals decide whether and how badly two answers differ, whatever redaction makes of them', () => {
  fc.assert(
    fc.property(documents, documents, fc.constantFrom(...redactions), (one, other, redact) => {
      const inBothTerms = (body: string) => ({ original: answer(body), redacted: answer(redact(body)) })
      const told = compareOriginals(inBothTerms(one), inBothTerms(other), { kind })
      expect(worst(told)).toBe(worst(compareAnswers(answer(one), answer(other), { kind })))
    }),
    { numRuns: 300 },
  )
})

it('says that a hidden value differs, and not which', () => {
  const dial = (number: string): ObservedAnswer => answer(`<Response><Dial>${number}</Dial></Response>`)
  const told = compareOriginals(
    { original: dial('+12025550142'), redacted: dial('+12025550199') },
    { original: dial('+12025550143'), redacted: dial('+12025550199') },
    { kind },
  )
  expect(told).toMatchObject([
    {
      severity: 'breaking',
      message: 'The answer differs in a value that is redacted.',
      path: 'Response/Dial[1]',
    },
  ])
  expect(JSON.stringify(told)).not.toContain('2025550')
})

it('does not take what redaction did for a change', () => {
  const said = (text: string): ObservedAnswer => answer(`<Response><Say>${text}</Say></Response>`)
  const [before, after] = [
    { original: said('Hello'), redacted: said('Hello') },
    { original: said('Hello'), redacted: said('Jello') },
  ]
  expect(compareOriginals(before, after, { kind })).toEqual([])
})
