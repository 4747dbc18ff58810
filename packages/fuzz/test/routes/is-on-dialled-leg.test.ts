import { expect, test } from 'vitest'
import { isOnDialledLeg } from '../../src/routes/is-on-dialled-leg.ts'
import { appOf, optionsFor, plainOf, publicUrl, reportOf, twiml } from '../support.ts'

const before = (kind: 'dial.number-url' | 'voice.incoming-pstn') => ({
  kind,
  method: 'POST' as const,
  url: `${publicUrl}/x`,
  parameters: plainOf(kind),
})

test('a route behind a whisper is on the dialled leg', () => {
  expect(isOnDialledLeg({ preceding: [before('voice.incoming-pstn'), before('dial.number-url')] })).toBe(true)
  expect(isOnDialledLeg({ preceding: [before('voice.incoming-pstn')] })).toBe(false)
})

test('an empty answer to a key connects the call there, and is no silent end', async () => {
  const app = appOf(({ path, get }) => {
    if (path === '/voice')
      return twiml('<Dial action="/over"><Number url="/screen">+14155550123</Number></Dial>')
    if (path === '/screen')
      return twiml('<Gather action="/accept" numDigits="1"><Say>Press 1.</Say></Gather><Hangup/>')
    if (path === '/accept') return twiml(get('Digits') === '1' ? '' : '<Hangup/>')
    return twiml('<Say>Goodbye.</Say>')
  })
  const { findings } = await reportOf(optionsFor(app))
  expect(findings.map(({ code }) => code)).toEqual([])
})
