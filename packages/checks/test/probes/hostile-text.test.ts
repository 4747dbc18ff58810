import { expect, it } from 'vitest'
import { found, goodApp, voice, type App } from '../support/probe-app.ts'

it.each([
  ['control characters', /\p{Cc}/u],
  ['characters beyond the basic plane', /[\u{10000}-\u{10FFFF}]/u],
  ['a change of direction', /\p{Bidi_Control}/u],
])('finds an app that fails at %s', async (what, pattern) => {
  const app: App = (received) =>
    pattern.test(received.get('CallerName') ?? '') ? { status: 500 } : goodApp(received)
  expect(await found('hostile-text', voice, app)).toMatchObject([
    {
      code: 'hostile-text-fails',
      severity: 'warning',
      parameter: 'CallerName',
      message: expect.stringContaining(what),
    },
  ])
})

it('accepts an app that takes any text', async () => {
  expect(await found('hostile-text', voice, goodApp)).toEqual([])
})
