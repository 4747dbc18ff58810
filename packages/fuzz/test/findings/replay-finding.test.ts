import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { replayFinding, type FuzzOptions, type StoredFinding } from '@ringback/fuzz'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  appOf,
  authToken,
  optionsFor,
  publicUrl,
  reportOf,
  twiml,
  type Asked,
  type Page,
} from '../support.ts'

const broken = { status: 500, body: '' }

/** What is found in an app, as it is kept: through a file. */
async function storedIn(options: FuzzOptions): Promise<readonly StoredFinding[]> {
  const stored: StoredFinding[] = []
  const store = { write: async (each: StoredFinding) => void stored.push(each), read: async () => undefined }
  await reportOf({ ...options, store, runs: 1 })
  // A file has no undefined.
  return JSON.parse(JSON.stringify(stored)) as StoredFinding[]
}

const appWithout = (bug: (asked: Asked) => boolean) => {
  let isFixed = false
  const answer = (asked: Asked): Page => (bug(asked) && !isFixed ? broken : twiml('<Say>Hello.</Say>'))
  return { app: appOf(answer), fix: () => (isFixed = true) }
}

describe('a replay', () => {
  it('says FAILED until the app is fixed', async () => {
    const { app, fix } = appWithout(({ get }) => get('FromCity') === '')
    const options = optionsFor(app)
    const [stored] = await storedIn(options)
    if (stored === undefined) throw new Error('nothing was found')
    expect(await replayFinding(stored, options)).toMatchObject({ verdict: 'FAILED' })
    fix()
    expect(await replayFinding(stored, options)).toMatchObject({ verdict: 'FIXED' })
  })

  it('runs a probe again', async () => {
    const open: RequestListener = (req, res) => {
      req.resume()
      res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Say>Hello.</Say></Response>')
    }
    const [stored] = await storedIn(optionsFor(open))
    if (stored === undefined) throw new Error('nothing was found')
    expect(stored.proof.type).toBe('probe')
    expect(await replayFinding(stored, optionsFor(open))).toMatchObject({ verdict: 'FAILED' })
    const closed = appOf(() => twiml('<Say>Hello.</Say>'))
    expect(await replayFinding(stored, optionsFor(closed))).toMatchObject({ verdict: 'FIXED' })
  })

  it('goes to where the app listened, not to its public URL', async () => {
    const { app } = appWithout(({ get }) => get('FromCity') === '')
    const server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo // It listens on a port.
    const [stored] = await storedIn({ authToken, publicUrl, app: `http://127.0.0.1:${port}` })
    if (stored === undefined) throw new Error('nothing was found')
    expect(await replayFinding(stored, { authToken })).toMatchObject({
      verdict: 'FAILED',
      message: expect.stringContaining('HTTP 500') as string,
    })
  })

  it('is given up at the signal', async () => {
    const { app } = appWithout(({ get }) => get('FromCity') === '')
    const [stored] = await storedIn(optionsFor(app))
    if (stored === undefined) throw new Error('nothing was found')
    const replay = replayFinding(stored, { ...optionsFor(app), signal: AbortSignal.abort() })
    await expect(replay).rejects.toMatchObject({ code: 'stopped' })
  })
})
