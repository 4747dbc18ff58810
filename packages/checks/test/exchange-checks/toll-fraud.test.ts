import { judgeExchange } from '@ringback/checks'
import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('finds a number that the caller chose', () => {
  const body = '<Response><Dial><Number>+12025550147</Number></Dial></Response>'
  const chosen = 'To=%2B12025550147&From=client%3Ajenny&Called='
  expect(judgeExchange(exchangeOf('voice.incoming-client-app', { body }, chosen))[0]).toMatchObject({
    code: 'toll-fraud',
    severity: 'error',
    parameter: 'To',
  })
  const custom = 'To=&From=client%3Ajenny&phoneNumber=%2B12025550147'
  expect(codesOf(exchangeOf('voice.incoming-client-app', { body }, custom))).toEqual(['toll-fraud', 0])
  const forwarded = 'To=%2B12025550199&From=%2B12025550122&ForwardedFrom=%2B12025550147'
  expect(codesOf(exchangeOf('gather.action', { body }, forwarded))).toEqual(['toll-fraud', 0])
  const ownNumber = 'To=%2B12025550199&From=client%3Ajenny'
  expect(codesOf(exchangeOf('voice.incoming-client-app', { body }, ownNumber))).toEqual([])
})
