import { expect, it } from 'vitest'
import { found, type App } from '../support/probe-app.ts'

it('finds a number that anyone may have dialled', async () => {
  const app: App = ({ request: { url } }) => ({
    body: `<Response><Dial>${new URL(url).searchParams.get('to') ?? ''}</Dial></Response>`,
  })
  const url = 'https://phone.example.com/transfer?to=%2B12025550142'
  expect(await found('forged-number', 'voice.redirect', app, url)).toMatchObject([{ code: 'toll-fraud' }])
})

it('believes an app that has this very number in its list', async () => {
  const list = new Set(['+12025550142', '+12025550147'])
  const app: App = ({ request: { url } }) => {
    const to = new URL(url).searchParams.get('to') ?? ''
    return { body: `<Response>${list.has(to) ? `<Dial>${to}</Dial>` : '<Hangup/>'}</Response>` }
  }
  const url = 'https://phone.example.com/transfer?to=%2B12025550142'
  expect(await found('forged-number', 'voice.redirect', app, url)).toEqual([])
})
