import type { CallEvent } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { documentUrl, stateKey } from '../../src/crawl/state-key.ts'
import { stateWith } from '../support.ts'

const callSid = `CA${'1'.repeat(32)}`
const { waiting } = stateWith()

function events(path: string, verbs: string, ran = 1): readonly CallEvent[] {
  const common = { at: 0, callSid }
  return [
    {
      ...common,
      type: 'document',
      url: `https://app.example.com${path}`,
      twiml: `<Response>${verbs}</Response>`,
    },
    ...Array.from(
      { length: ran },
      () => ({ ...common, type: 'verb', verb: 'Gather', attributes: {} }) as const,
    ),
  ]
}
const keyOf = (path: string, verbs: string, ran = 1) => stateKey(waiting, events(path, verbs, ran), callSid)

test('the same verbs at another URL are the same state', () => {
  expect(keyOf('/a', '<Gather action="/menu"/>')).toBe(keyOf('/b?x=1', '<Gather action="/menu"/>'))
})

test('a Gather that comes back to its own URL is another state at another URL', () => {
  expect(keyOf('/a', '<Gather/>')).not.toBe(keyOf('/b', '<Gather/>'))
})

test('relative URLs depend on the folder', () => {
  const verbs = '<Gather action="menu"/>'
  expect(keyOf('/a/voice', verbs)).toBe(keyOf('/a/again', verbs))
  expect(keyOf('/a/voice', verbs)).not.toBe(keyOf('/b/voice', verbs))
})

test('what ran before the verb that waits makes no difference', () => {
  const rest = '<Gather action="/menu"/>'
  expect(keyOf('/a', `<Say>Hello.</Say>${rest}`, 2)).toBe(keyOf('/a', rest, 1))
  expect(keyOf('/a', `${rest}<Hangup/>`)).not.toBe(keyOf('/a', rest))
})

test('SIDs, tokens and times are the same in every call', () => {
  const redirect = (token: string): string => `<Gather action="/menu?call=${token}"/>`
  const pairs = [
    [`CA${'1'.repeat(32)}`, `CA${'2'.repeat(32)}`],
    ['1700000000', '1700000099'],
    ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'],
    ['3f2504e0-4f89-11d3-9a0c-0305e82c3301', '3f2504e0-4f89-11d3-9a0c-0305e82c3302'],
  ]
  for (const [one = '', other = ''] of pairs) {
    expect(keyOf('/a', redirect(one))).toBe(keyOf('/a', redirect(other)))
  }
  expect(keyOf('/a', redirect('en'))).not.toBe(keyOf('/a', redirect('de')))
})

test('a call without a document waits as it waits', () => {
  expect(stateKey(waiting, [], callSid)).toBe(JSON.stringify(waiting))
  expect(documentUrl([], callSid)).toBeNull()
  expect(documentUrl(events('/a', ''), callSid)).toBe('https://app.example.com/a')
})
