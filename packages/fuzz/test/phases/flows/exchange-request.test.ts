import { expect, test } from 'vitest'
import { configuredUrl, requestsOf } from '../../../src/phases/flows/exchange-request.ts'
import { openAccess } from '../../../src/options/client-options.ts'
import { createSender } from '../../../src/send/sender.ts'
import { appOf, optionsFor, plainOf, publicUrl, twiml } from '../../support.ts'

const send = createSender(openAccess(optionsFor(appOf(() => twiml('')))))
async function exchangeOf(method: 'GET' | 'POST') {
  const url = `${publicUrl}/menu?lang=en`
  const sent = await send({ kind: 'gather.action', method, url, parameters: plainOf('gather.action') })
  const [exchange] = sent.exchanges()
  if (exchange === undefined) throw new Error('nothing was sent')
  return exchange
}

test('the parameters that Twilio adds in a GET are no part of the URL', async () => {
  expect(configuredUrl(await exchangeOf('GET'))).toBe(`${publicUrl}/menu?lang=en`)
  expect(configuredUrl(await exchangeOf('POST'))).toBe(`${publicUrl}/menu?lang=en`)
})

test('a request can be sent again', async () => {
  expect(requestsOf(await exchangeOf('POST'))).toMatchObject([
    {
      kind: 'gather.action',
      method: 'POST',
      url: `${publicUrl}/menu?lang=en`,
      parameters: plainOf('gather.action'),
    },
  ])
  const [get] = requestsOf(await exchangeOf('GET'))
  expect(get?.parameters).toEqual([])
  expect(get?.url).toContain('Digits=')
})

test('what is no webhook is not', async () => {
  const exchange = await exchangeOf('POST')
  expect(requestsOf({ ...exchange, kind: null })).toEqual([])
})
