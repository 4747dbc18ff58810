import { expect, it } from 'vitest'
import { found, voice, type App } from '../support/probe-app.ts'

it('finds a text that is not escaped, and names the parameter', async () => {
  const app: App = ({ get }) => ({ body: `<Response><Say>Hello ${get('FromCity') ?? ''}</Say></Response>` })
  expect(await found('injection', voice, app)).toMatchObject([
    { code: 'input-not-escaped', parameter: 'FromCity' },
  ])
})
