import { diffPacts, type FreePart, pactFiles, planInteractions, type PactFile } from '@ringback/contract'
import { bodyOf } from '@ringback/recording'
import { describe, expect, test } from 'vitest'
import { publicUrl } from '../support/apps.ts'

/** The contract of an app that answers every call with a document. */
function contract(document: string, free: readonly FreePart[] = ['wording', 'voice']): readonly PactFile[] {
  const routes = [{ kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' }] as const
  const interactions = planInteractions({ routes, publicUrl }).interactions.map((planned) => ({
    ...planned,
    answer: {
      status: 200,
      headers: [['Content-Type', 'text/xml']] as const,
      body: bodyOf(new TextEncoder().encode(`<Response>${document}</Response>`)),
    },
  }))
  return pactFiles(interactions, { provider: 'app', free })
}

const menu = contract('<Say>Hello</Say><Gather action="/menu"><Say>Press 1</Say></Gather>')

test('a contract is no different from itself', () => {
  expect(
    diffPacts(menu, contract('<Say>Hello</Say><Gather action="/menu"><Say>Press 1</Say></Gather>')),
  ).toEqual([])
})

describe('breaking:', () => {
  test.each([
    ['a verb is lost', '<Say>Hello</Say>', /Gather/],
    [
      'another URL',
      '<Say>Hello</Say><Gather action="/other"><Say>Press 1</Say></Gather>',
      /Gather has action/,
    ],
    ['an early end', '<Hangup/><Say>Hello</Say><Gather action="/menu"><Say>Press 1</Say></Gather>', /Hangup/],
    ['another order', '<Gather action="/menu"><Say>Press 1</Say></Gather><Say>Hello</Say>', /Say|Gather/],
  ])('%s', (_name, document, message) => {
    const changes = diffPacts(menu, contract(document)).filter(({ severity }) => severity === 'breaking')
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.map((change) => change.message).join('\n')).toMatch(message)
  })

  test('an interaction is gone', () => {
    expect(diffPacts(menu, [])).toMatchObject([{ kind: 'interaction-removed', severity: 'breaking' }])
    expect(diffPacts([], menu)).toMatchObject([{ kind: 'interaction-added', severity: 'safe' }])
  })
})

test('what is free is safe, and what is not is breaking', () => {
  const document =
    '<Say voice="Polly.Amy">Good morning</Say><Gather action="/menu"><Say>Press 1</Say></Gather>'
  const severities = (free: readonly FreePart[]): readonly string[] => {
    const [before, after] = [
      contract('<Say>Hello</Say><Gather action="/menu"><Say>Press 1</Say></Gather>', free),
      contract(document, free),
    ]
    return [...new Set(diffPacts(before, after).map(({ severity }) => severity))]
  }
  expect(severities(['wording', 'voice'])).toEqual(['safe'])
  expect(severities(['voice'])).toContain('breaking')
  expect(severities([])).toEqual(['breaking'])
})
