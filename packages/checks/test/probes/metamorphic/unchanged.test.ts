import { describe, expect, it, test } from 'vitest'
import { found, voice, type App } from '../../support/probe-app.ts'

describe('what must make no difference', () => {
  test.each<[string, App]>([
    ['unknown-parameter', ({ form }) => (form.includes('Ringback') ? { status: 400 } : {})],
    ['parameter-order', ({ form }) => (form.startsWith('AccountSid') ? {} : { status: 500 })],
    [
      'space-encoding',
      ({ form }) => ({ body: `<Response><Say>${form.includes('+FRANCISCO') ? 'a' : 'b'}</Say></Response>` }),
    ],
    ['missing-geo', ({ get }) => (get('FromCity') === undefined ? { status: 500 } : {})],
  ])('%s', async (name, app) => {
    expect(await found(name, voice, app)).toMatchObject([{ severity: 'error' }])
  })

  it('is no mistake to greet by city', async () => {
    const app: App = ({ get }) => ({ body: `<Response><Say>Hello ${get('FromCity') ?? ''}</Say></Response>` })
    const findings = await found('missing-geo', voice, app)
    expect(findings.map(({ severity }) => severity)).toEqual(['info'])
  })
})
