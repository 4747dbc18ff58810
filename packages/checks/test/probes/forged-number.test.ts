import { expect, it } from 'vitest'
import { found, type App } from '../support/probe-app.ts'

it('finds a number that anyone may have dialled', async () => {
  const app: App = ({ request: { url } }) => ({
    body: `<Response><Dial>${new URL(url).searchParams.get('to') ?? ''}</Dial></Response>`,
  })
  const url = 'https://phone.example.com/transfer?to=%2B12025550142'
  expect(await found('forged-number', 'voice.redirect', app, url)).toMatchObject([{ code: 'toll-fraud' }])
})
