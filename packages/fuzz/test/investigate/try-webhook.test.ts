import { expect, test } from 'vitest'
import { symptomOf } from '../../src/causes/symptom.ts'
import { tryWebhook } from '../../src/investigate/try-webhook.ts'
import { appOf, changed, plainOf, routeAt, runOn, twiml, type Asked, type Page } from '../support.ts'

const on = (answer: (asked: Asked) => Page) => runOn(appOf(answer))

test('the pages behind a page are found once', async () => {
  const { run } = on(() => twiml('<Gather action="/menu"/>'))
  const found = await tryWebhook(run, routeAt('/voice'), plainOf())
  expect(found.map(({ kind }) => kind)).toEqual(['gather.action'])
  expect(await tryWebhook(run, routeAt('/voice'), plainOf())).toEqual([])
  expect(run.tally).toMatchObject({ requests: 2, judged: 2 })
})

test('what is wrong is reported', async () => {
  const { run, events } = on(({ get }) => (get('FromCity') === '' ? { status: 500, body: '' } : twiml('')))
  await tryWebhook(run, routeAt('/voice'), changed(plainOf(), { FromCity: '' }))
  expect(events).toMatchObject([{ type: 'finding', finding: { code: 'http-status' } }])
})

test('what the page does not accept, or is known to make it slow, is not sent', async () => {
  const { run } = on(() => twiml(''))
  const route = routeAt('/voice', { accepts: () => false })
  expect(await tryWebhook(run, route, plainOf())).toEqual([])
  const late = { code: 'total-timeout', severity: 'error', message: 'The app answers late.' } as const
  run.causes.add(symptomOf(late, route.url), { differences: [] })
  expect(await tryWebhook(run, routeAt('/voice'), plainOf())).toEqual([])
  expect(run.tally.requests).toBe(0)
})
