import { sign } from '@ringback/signature'
import { describe, expect, it, test } from 'vitest'
import { authToken, voiceUrl, type Received } from '../support/exchanges.ts'
import { found, goodApp, refused, voice, type App } from '../support/probe-app.ts'

describe('the signature probe', () => {
  test.each<[string, (received: Received) => boolean, RegExp]>([
    ['no check at all', () => true, /without a signature/],
    ['a check for presence', ({ request }) => request.signature !== null, /invented signature/],
    [
      'only the URL signed',
      ({ request, isSigned }) => isSigned || request.signature === urlOnly(),
      /leaves the parameters out/,
    ],
    ['no check on GET', ({ request, isSigned }) => isSigned || request.method === 'GET', /as GET/],
  ])('finds %s', async (_case, accepts, message) => {
    const [finding] = await found('signature', voice, (received) =>
      accepts(received) ? { body: '<Response><Say>Hi</Say></Response>' } : refused,
    )
    expect(finding).toMatchObject({ code: 'signature-not-enforced', severity: 'error' })
    expect(finding?.message).toMatch(message)
  })

  it.each(['', '%%%?', 'much longer'])(
    'finds that the app fails at a signature such as "%s"',
    async (kind) => {
      const app: App = (received) => {
        if (received.isSigned) return goodApp(received)
        const signature = received.request.signature ?? ''
        const isSuch = kind === 'much longer' ? signature.length > 28 : signature === kind
        return isSuch ? { status: 500 } : refused
      }
      expect(await found('signature', voice, app)).toMatchObject([
        { code: 'forged-signature-fails', severity: 'warning', message: expect.stringContaining('HTTP 500') },
      ])
    },
  )

  it('takes a refusal with status 200 for a refusal', async () => {
    const app: App = (received) =>
      received.isSigned ? goodApp(received) : { body: '<Response><Reject/></Response>' }
    expect(await found('signature', voice, app)).toEqual([])
  })
})

/** The signature of the URL alone. */
function urlOnly(): string {
  return sign({ url: voiceUrl, authToken })
}
