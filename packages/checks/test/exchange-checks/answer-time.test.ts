import { judgeExchange } from '@ringback/checks'
import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('finds an answer that comes after the 15 s that Twilio waits', () => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', { durationMs: 15_001 }))).toEqual([
    'answer-too-late',
    11200,
  ])
  expect(codesOf(exchangeOf('voice.incoming-pstn', { durationMs: 14_999 }))).toEqual([])
})

it('warns of a slow callback', () => {
  const [finding] = judgeExchange(exchangeOf('status.incoming-number', { durationMs: 15_001 }))
  expect(finding).toMatchObject({ code: 'answer-too-late', severity: 'warning', twilioCode: 15003 })
})

it('warns of what takes longer than the budget', () => {
  const exchange = exchangeOf('voice.incoming-pstn', { durationMs: 900 })
  expect(judgeExchange(exchange, { budgetMs: 1000 })).toEqual([])
  expect(judgeExchange(exchange, { budgetMs: 500 })[0]).toMatchObject({
    code: 'over-budget',
    severity: 'warning',
  })
})
