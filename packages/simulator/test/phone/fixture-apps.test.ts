import { createApp as expressApp, startApp as startExpress } from '@ringback/app-express'
import { createApp as fastifyApp, startApp as startFastify } from '@ringback/app-fastify'
import { createApp as honoApp, startApp as startHono } from '@ringback/app-hono'
import { createApp as nodeApp, startApp as startNode } from '@ringback/app-node-http'
import { createPhone, type Phone, type PhoneOptions } from '@ringback/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { expectRealWebhooks } from '../support/test-app.ts'

const authToken = 'fixture-token'
const publicUrl = 'https://reception.example.com'
const sales = '+12025550142'
const closers: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const apps = { express: expressApp, fastify: fastifyApp, hono: honoApp, 'node-http': nodeApp }
const starters = { express: startExpress, fastify: startFastify, hono: startHono, 'node-http': startNode }

/** Every way to reach every app. */
const ways = (Object.keys(apps) as (keyof typeof apps)[]).flatMap((name) => [
  [
    `${name}, in process`,
    (options: Partial<PhoneOptions>) =>
      createPhone({ authToken, publicUrl, app: apps[name]({ authToken, publicUrl }), ...options }),
  ] as const,
  [
    `${name}, over HTTP`,
    async (options: Partial<PhoneOptions>): Promise<Phone> => {
      const running = await starters[name]({ authToken, publicUrl, port: 0 })
      closers.push(running.close)
      return createPhone({ authToken, publicUrl, app: running.url, ...options })
    },
  ] as const,
])

describe.each(ways)('the receptionist on %s', (_way, open) => {
  test('connects to sales', async () => {
    const phone = await open({
      statusCallback: '/status',
      voiceUrl: '/voice',
      people: {
        [sales]: async (line) => {
          await line.say('Sales, good morning')
          await line.waits(30)
          await line.hangup()
        },
      },
    })
    const call = await phone.call({ from: '+14155550100', parameters: { FromCity: 'OAKLAND' } })
    expect(call).toHaveSaid(/calling from Oakland/i)
    await call.press('1')
    expect(call).toDial(sales)
    await call.hears('Sales, good morning')
    await call.ends()
    expect(call).toHaveEnded('completed')
    expect(call).toHaveNoErrors()
    expectRealWebhooks(phone)
  })

  test('takes a message when sales are busy', async () => {
    const phone = await open({ people: { [sales]: { does: 'is-busy' } } })
    const call = await phone.call()
    await call.press('1')
    await call.sees(({ type }) => type === 'beep')
    await call.say('Please call me back')
    await call.ends()
    expect(call).toHaveRequested('record.action')
    expect(call).toHaveNoErrors()
    expectRealWebhooks(phone)
  })

  test('refuses what is not signed with its token', async () => {
    const phone = await open({ authToken: 'another token' })
    const call = await phone.call()
    await call.ends()
    expect(call).toHaveLogged(11200)
  })
})
