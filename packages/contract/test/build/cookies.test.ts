import type { RequestListener } from 'node:http'
import { buildContract, buildPacts, verifyProvider, type PactFile } from '@ringback/contract'
import { recordingsOf, type Exchange } from '@ringback/recording'
import { describe, expect, it } from 'vitest'
import { authToken, keepingApp, publicUrl } from '../support/apps.ts'
import { recorded } from '../support/recorded.ts'

const first = '<Response><Say>Welcome.</Say><Gather action="/menu"/></Response>'
const again = '<Response><Say>Welcome back.</Say><Hangup/></Response>'

/** An app that keeps in a cookie that it has answered before. */
const withCookie: RequestListener = (request, response) => {
  request.resume()
  const isKnown = request.headers.cookie?.includes('known=1') === true
  response.writeHead(200, { 'Content-Type': 'text/xml', 'Set-Cookie': 'known=1; Path=/' })
  response.end(isKnown ? again : first)
}

describe('a contract with an app that keeps cookies', () => {
  it('holds the answers to single requests, and is kept by the app that it was built with', async () => {
    const routes = [
      { kind: 'voice.incoming-pstn', url: '/voice', cases: 'plain' },
      { kind: 'gather.action', url: '/menu', cases: 'plain' },
    ] as const
    let files: readonly PactFile[] = []
    const events = buildContract({
      provider: 'app',
      publicUrl,
      routes,
      app: withCookie,
      authToken,
      refusesForged: false,
    })
    for await (const event of events) if (event.type === 'finished') files = event.files
    expect(files).toHaveLength(2)
    expect(JSON.stringify(files)).not.toContain('Welcome back')
    const { failures } = await verifyProvider({ app: withCookie, publicUrl, authToken, pacts: files })
    expect(failures).toEqual([])
  })

  it('cannot tell whether the answer to a recorded request with a cookie is kept', async () => {
    const verdictFor = async (headers: Exchange['request']['headers'], document: string, status = 200) => {
      const exchange = { ...recorded(), request: { ...recorded().request, headers } }
      const pacts = buildPacts({
        provider: 'app',
        publicUrl,
        refusesForged: false,
        recordings: recordingsOf([exchange]),
      })
      const { app } = keepingApp(document)
      const answering: RequestListener =
        status === 200
          ? app
          : (request, response) => {
              request.resume()
              response.writeHead(status).end()
            }
      const { interactions } = await verifyProvider({
        app: answering,
        publicUrl,
        authToken,
        pacts,
        passWithNothing: true,
      })
      return interactions[0]
    }
    const cookie = [['Cookie', 'session=abc']] as const
    const doubtful = await verdictFor(cookie, again)
    expect(doubtful?.verdict).toBe('not-comparable')
    expect(doubtful?.differences[0]?.message).toContain('had a cookie, which a contract does not hold')
    const same = '<Response><Dial action="/ended"><Number>+12025550142</Number></Dial></Response>'
    expect((await verdictFor(cookie, same))?.verdict).toBe('passed')
    // An app that fails, or forgets without a cookie, breaks the contract all the same.
    expect((await verdictFor(cookie, again, 500))?.verdict).toBe('failed')
    expect((await verdictFor([], again))?.verdict).toBe('failed')
  })
})
