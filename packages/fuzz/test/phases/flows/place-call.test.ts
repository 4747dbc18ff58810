import { expect, test } from 'vitest'
import { placeCall } from '../../../src/phases/flows/place-call.ts'
import { appOf, runOn, twiml } from '../../support.ts'

const { run } = runOn(
  appOf(({ path, get }) => {
    if (path === '/voice') return twiml('<Gather action="/menu" numDigits="1"><Say>Press 1.</Say></Gather>')
    return path === '/menu'
      ? twiml(get('Digits') === '1' ? '<Record/>' : '<Hangup/>')
      : { status: 204, body: '' }
  }),
  { statusCallback: '/status' },
)
const keys = (pressed: string) => [{ type: 'keys', keys: pressed }] as const

test('a call waits where its steps have led it, and is hung up', async () => {
  const { waiting, exchanges, beforeHangup } = await placeCall(run.settings, keys('1'), 1)
  expect(waiting?.for).toBe('record')
  expect(exchanges.slice(0, beforeHangup).map(({ kind }) => kind)).toEqual([
    'voice.incoming-pstn',
    'gather.action',
  ])
  expect(exchanges.length).toBeGreaterThan(beforeHangup)
  expect(beforeHangup).toBe(2)
})

test('a call that is over waits for nothing', async () => {
  const { waiting, exchanges } = await placeCall(run.settings, keys('2'), 1)
  expect(waiting).toBeUndefined()
  expect(exchanges.map(({ kind }) => kind)).toContain('status.incoming-number')
})
