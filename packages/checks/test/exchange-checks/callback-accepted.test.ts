import { judgeExchange } from '@ringback/checks'
import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('warns of a callback that is refused', () => {
  const [finding] = judgeExchange(exchangeOf('status.incoming-number', { status: 500 }))
  expect(finding).toMatchObject({ code: 'callback-refused', severity: 'warning', twilioCode: 15003 })
})

it('takes anything with a 2xx status', () => {
  for (const answer of [{ type: 'application/json', body: '{' }, { status: 204, body: '' }, { type: null }]) {
    expect(codesOf(exchangeOf('status.incoming-number', answer))).toEqual([])
  }
})
