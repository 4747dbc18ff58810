import { expect, test } from 'vitest'
import { createJudge } from '../../src/judge/judge.ts'
import { createTally } from '../../src/report/tally.ts'
import { plainOf, sentOf } from '../support.ts'

const answer = (status: number, text = '<Response><Say>Hello</Say></Response>') => ({
  response: { status, headers: [['content-type', 'text/xml']] as const, body: { text } },
})
const at = (url: string, more: object = {}) => {
  const sent = sentOf(plainOf(), { ...answer(200), ...more })
  return { ...sent, request: { ...sent.request, url } }
}

test('answers are counted, and pages that gave a good one', () => {
  const tally = createTally()
  const judge = createJudge({}, tally)
  expect(judge(at('https://a.example.com/voice'))).toEqual([])
  judge(at('https://a.example.com/voice?again=1'))
  judge(at('https://a.example.com/menu', answer(500)))
  judge(at('https://a.example.com/gone', { response: null }))
  expect(tally.judged).toBe(3)
  expect([...tally.reachedPages]).toEqual(['voice /voice'])
})

test('a page that answers calls and their input is two', () => {
  const tally = createTally()
  const judge = createJudge({}, tally)
  judge(at('https://a.example.com/voice'))
  judge(at('https://a.example.com/voice', { kind: 'voice.redirect' }))
  expect(tally.reachedPages.size).toBe(1)
  judge(at('https://a.example.com/voice', { kind: 'gather.action' }))
  expect(tally.reachedPages.size).toBe(2)
})

test('only the checks that are wanted judge', () => {
  const broken = at('https://a.example.com/voice', answer(500))
  expect(createJudge({}, createTally())(broken).map(({ code }) => code)).toContain('http-status')
  expect(createJudge({ checks: ['answer-time'] }, createTally())(broken)).toEqual([])
})

test('an answer over the budget is a finding', () => {
  const slow = at('https://a.example.com/voice', { durationMs: 900 })
  expect(createJudge({}, createTally())(slow)).toEqual([])
  expect(createJudge({ budgetMs: 500 }, createTally())(slow)).toHaveLength(1)
})
