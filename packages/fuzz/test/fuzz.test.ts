import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { plainWebhook } from '@ringback/arbitraries'
import { decodeForm, parseAddress, recordFromParameters, valueOf } from '@ringback/catalog'
import { fuzz, replayFinding, type StoredFinding } from '@ringback/fuzz'
import { describe, expect, it } from 'vitest'
import {
  appOf,
  authToken,
  eventsOf,
  optionsFor,
  publicUrl,
  reportIn,
  reportOf,
  type Asked,
  type Page,
} from './support.ts'

const menu =
  '<Response><Gather action="/menu" numDigits="1" timeout="3"><Say>Press 1 for sales.</Say></Gather><Say>Bye</Say></Response>'

/** A small app without a fault. */
function goodPage({ path, get }: Asked): Page | undefined {
  if (path === '/voice') return { body: menu }
  if (path === '/ended') return { body: '<Response><Say>Goodbye.</Say></Response>' }
  if (path === '/status') return { status: 204, body: '' }
  if (path !== '/menu') return undefined
  const dial = '<Dial action="/ended"><Number statusCallback="/status">+14155550142</Number></Dial>'
  return { body: `<Response>${get('Digits') === '1' ? dial : '<Say>Goodbye.</Say>'}</Response>` }
}

/** The good app with one page changed. */
function appWith(change: (asked: Asked) => Page | undefined | null) {
  return appOf((asked) => {
    const changed = change(asked)
    return changed === null ? goodPage(asked) : changed
  })
}

const crash = (): never => {
  throw new Error('a bug')
}

describe('a good app', () => {
  it('has no findings, and all of its pages are found', async () => {
    const events = await eventsOf(optionsFor(appOf(goodPage), { statusCallback: `${publicUrl}/status` }))
    expect(reportIn(events).findings).toEqual([])
    const routes = events.flatMap((event) =>
      event.type === 'route' ? [`${event.kind} ${new URL(event.url).pathname}`] : [],
    )
    expect(routes).toEqual(
      expect.arrayContaining([
        'voice.incoming-pstn /voice',
        'voice.incoming-sip-domain /voice',
        'gather.action /menu',
        'dial.action /ended',
        'status.dial-number /status',
        'status.incoming-number /status',
      ]),
    )
    const phases = events.flatMap((event) => (event.type === 'phase' ? [event.phase] : []))
    expect(phases).toEqual(['probe', 'coverage', 'random', 'flows', 'security'])
  })

  it('may refuse calls that it has not heard of', async () => {
    const calls = new Set<string>()
    const app = appWith(({ path, get }) => {
      const callSid = get('ParentCallSid') ?? get('CallSid') ?? ''
      if (path === '/voice') calls.add(callSid)
      return calls.has(callSid) ? null : { status: 409, body: '' }
    })
    const { findings } = await reportOf(optionsFor(app, { statusCallback: `${publicUrl}/status` }))
    expect(findings).toEqual([])
  })

  it('may answer 304 to a conditional GET', async () => {
    let unchanged = 0
    const app: RequestListener = (req, res) => {
      req.resume()
      if (req.method === 'POST') return void res.writeHead(302, { location: '/menu' }).end()
      if (req.headers['if-none-match'] === '"1"') {
        unchanged += 1
        return void res.writeHead(304, { etag: '"1"' }).end()
      }
      res.writeHead(200, { 'content-type': 'text/xml', etag: '"1"' })
      return void res.end('<Response><Say>Goodbye.</Say></Response>')
    }
    const { findings } = await reportOf(optionsFor(app))
    expect(unchanged).toBeGreaterThan(0)
    expect(findings.map(({ code }) => code)).toEqual(['signature-not-enforced'])
  })

  it('may count the wrong keys of a call', async () => {
    const wrong = new Map<string, number>()
    const app = appWith(({ path, get }) => {
      const callSid = get('CallSid') ?? ''
      if (path !== '/menu' || get('Digits') === '1') return null
      wrong.set(callSid, (wrong.get(callSid) ?? 0) + 1)
      return { body: (wrong.get(callSid) ?? 0) > 2 ? '<Response><Say>Goodbye.</Say></Response>' : menu }
    })
    expect((await reportOf(optionsFor(app))).findings).toEqual([])
  })
})

describe('a bug', () => {
  it('is shrunk to the one parameter that shows it', async () => {
    const app = appWith(({ path, get }) => (path === '/voice' && get('FromCity') === '' ? crash() : null))
    const { findings } = await reportOf(optionsFor(app))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toMatchObject({
      code: 'http-status',
      severity: 'error',
      twilioCode: 11200,
      kind: 'voice.incoming-pstn',
      message: expect.stringContaining('FromCity is empty') as string,
      response: { status: 500 },
      path: [],
    })
    const plain = recordFromParameters(plainWebhook('voice.incoming-pstn').parameters)
    expect(findings[0]?.request.params).toEqual({ ...plain, FromCity: '' })
  })

  it('behind a menu comes with the keys that lead there', async () => {
    const app = appWith(({ path, get }) =>
      path === '/ended' && get('DialCallStatus') === 'busy' ? crash() : null,
    )
    const { findings } = await reportOf(optionsFor(app))
    expect(findings).toMatchObject([
      {
        kind: 'dial.action',
        path: ['1'],
        message: expect.stringMatching(/DialCallStatus is "busy"/) as string,
      },
    ])
  })

  it('in what is called while the caller still speaks', async () => {
    const gather =
      '<Response><Gather input="speech" action="/menu" partialResultCallback="/partial"><Say>Speak.</Say></Gather></Response>'
    const app = appWith(({ path, get }) => {
      if (path === '/voice') return { body: gather }
      if (path !== '/partial') return null
      return get('StableSpeechResult') === undefined ? crash() : { status: 204, body: '' }
    })
    expect((await reportOf(optionsFor(app))).findings).toMatchObject([
      {
        kind: 'gather.partial-result',
        message: expect.stringContaining('StableSpeechResult is missing') as string,
      },
    ])
  })

  it('of what comes twice is not one of what comes once', async () => {
    const seen = new Set<string>()
    const record = '<Response><Record action="/ended" recordingStatusCallback="/recorded"/></Response>'
    const app = appWith(({ path, get }) => {
      if (path === '/voice') return { body: record }
      if (path !== '/recorded') return null
      const sid = get('RecordingSid') ?? ''
      if (seen.has(sid)) crash()
      seen.add(sid)
      return { status: 204, body: '' }
    })
    const { findings } = await reportOf(optionsFor(app))
    expect(findings.map(({ code, kind }) => `${code} ${kind}`)).toEqual([
      'duplicate-delivery recording.record-verb',
    ])
  })

  it('in a callback is a warning', async () => {
    const app = appWith(({ path }) => (path === '/status' ? crash() : null))
    const { findings } = await reportOf(optionsFor(app))
    expect(findings).toMatchObject([{ code: 'callback-refused', severity: 'warning', twilioCode: 15003 }])
  })

  it('in pages that differ in their query is one for each sort of caller, and one for all who have no phone number', async () => {
    const app = appWith(({ path, get }) => {
      if (path.startsWith('/voice')) {
        if (get('From')?.startsWith('+1') !== true) crash()
        return { body: menu }
      }
      return path === '/menu'
        ? { body: `<Response><Redirect>/voice?again=${get('Digits')}&amp;lang=en</Redirect></Response>` }
        : null
    })
    const { findings } = await reportOf(optionsFor(app))
    const callers = findings.map(({ message, request }) =>
      message.includes('From is no phone number')
        ? 'no phone number'
        : parseAddress(String(request.params['From'])).scheme,
    )
    // From abroad, and withheld by a number that stands for a word; the others have no phone number.
    expect(callers.toSorted()).toEqual(['no phone number', 'pstn', 'withheld'])
  })

  it('that lets strangers in is one finding', async () => {
    const open: Parameters<typeof optionsFor>[0] = (req, res) => {
      req.resume()
      const page = goodPage({ path: req.url ?? '', get: () => undefined })
      res
        .writeHead(page === undefined ? 404 : (page.status ?? 200), { 'content-type': 'text/xml' })
        .end(page?.body)
    }
    const { findings } = await reportOf(optionsFor(open))
    expect(findings.map(({ code }) => code)).toEqual(['signature-not-enforced'])
  })

  it('has the same id each time, and the same seed finds the same', async () => {
    const app = appWith(({ path, get }) =>
      path === '/voice' && get('CallerName') !== undefined ? crash() : null,
    )
    const [one, two] = [await reportOf(optionsFor(app)), await reportOf(optionsFor(app))]
    expect(one.findings).toEqual(two.findings)
    const other = await reportOf(optionsFor(app, { seed: 8 }))
    expect(other.findings.map(({ id }) => id)).toEqual(one.findings.map(({ id }) => id))
  })
})

describe('a finding', () => {
  it('is kept, and proved failed and fixed', async () => {
    const stored: StoredFinding[] = []
    let isFixed = false
    const app = appWith(({ path, get }) =>
      path === '/menu' && get('Digits') === '*' && !isFixed ? crash() : null,
    )
    const options = optionsFor(app, {
      store: {
        write: async (each) => void stored.push(each),
        read: async () => undefined,
      },
    })
    const { findings } = await reportOf(options)
    expect(stored.map(({ finding }) => finding)).toEqual(findings)
    const [first] = stored
    if (first === undefined) throw new Error('nothing was kept')
    expect(first.recording.exchanges.at(-1)).toMatchObject({
      kind: 'gather.action',
      response: { status: 500 },
    })
    // What is kept goes through a file.
    const read = JSON.parse(JSON.stringify(first)) as StoredFinding
    expect(await replayFinding(read, options)).toMatchObject({ verdict: 'FAILED' })
    isFixed = true
    expect(await replayFinding(read, options)).toMatchObject({ verdict: 'FIXED' })
  })
})

describe('a run', () => {
  it('says what it has when it is stopped', async () => {
    const controller = new AbortController()
    const app = appWith(({ path, get }) =>
      path === '/voice' && get('From') === 'anonymous' ? crash() : null,
    )
    const events = []
    for await (const event of eventsFrom(app, controller.signal)) {
      events.push(event)
      if (event.type === 'finding') controller.abort()
    }
    expect(events.at(-1)).toMatchObject({ type: 'finished', stopped: 'signal' })
    expect(reportIn(events).findings).toHaveLength(1)
  })

  it('ends in time', async () => {
    const hanging = appWith(({ path }) => (path === '/voice' ? null : crash()))
    const events = await eventsOf(optionsFor(hanging, { maxTimeMs: 1, runs: 100_000 }))
    expect(events.at(-1)).toMatchObject({ type: 'finished', stopped: 'max-time' })
  })

  it('ends when a queue never does', async () => {
    const app = appWith(({ path }) => {
      if (path === '/voice')
        return { body: '<Response><Enqueue waitUrl="/wait">support</Enqueue></Response>' }
      return path === '/wait' ? { body: '<Response><Say>You are still in the queue.</Say></Response>' } : null
    })
    expect((await reportOf(optionsFor(app))).findings).toEqual([])
  })

  it('ends when a page is sent nothing that Twilio could send', async () => {
    const app = appWith(({ path }) =>
      path === '/voice'
        ? {
            body: '<Response><Dial><Number statusCallback="/status" statusCallbackEvent="none">+14155550142</Number></Dial></Response>',
          }
        : null,
    )
    const { runs, coverage } = await reportOf(optionsFor(app))
    expect(runs).toBe(20)
    expect(coverage.missed).toContainEqual(expect.objectContaining({ kind: 'status.dial-number' }))
  })

  it('says which webhook the app went down on', async () => {
    const server = createServer((req, res) => {
      void text(req).then((body) => {
        if (valueOf(decodeForm(body).parameters, 'From') === 'anonymous') {
          server.close()
          return server.closeAllConnections()
        }
        return res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response/>')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const events = await eventsOf({ authToken, voiceUrl: `http://127.0.0.1:${port}/voice`, concurrency: 1 })
    expect(events.at(-1)).toMatchObject({ type: 'finished', stopped: 'app-down' })
    const { findings } = reportIn(events)
    expect(findings).toMatchObject([
      { code: 'app-down', severity: 'error', request: { params: { From: 'anonymous' } } },
    ])
    expect(findings[0]?.message).toContain('From is "anonymous"')
  })

  it('says that the app is not there', async () => {
    const events = await eventsOf({ authToken, voiceUrl: 'http://127.0.0.1:9/voice', runs: 1 })
    expect(events).toContainEqual({
      type: 'unusable',
      reason: expect.stringContaining('cannot be reached') as string,
    })
  })

  it('tells an app that refuses what is rightly signed', async () => {
    const { findings, requests } = await reportOf({
      ...optionsFor(appOf(goodPage)),
      authToken: 'another token',
    })
    expect(findings).toMatchObject([{ code: 'right-signature-refused', severity: 'error' }])
    // The plain request, and three that show what the signature check gets wrong.
    expect(requests).toBe(4)
  })

  it('has the app forget before each phase', async () => {
    let forgot = 0
    await reportOf(optionsFor(appOf(goodPage), { reset: () => void (forgot += 1) }))
    expect(forgot).toBe(5)
  })

  it('runs only the checks that are asked for', async () => {
    const app = appWith(({ path, get }) => (path === '/voice' && get('FromCity') === '' ? crash() : null))
    expect((await reportOf(optionsFor(app, { checks: ['signature'] }))).findings).toEqual([])
  })

  it('counts what of the catalog was sent, and says why the rest was not', async () => {
    const { coverage } = await reportOf(optionsFor(appOf(goodPage)))
    expect(coverage.kinds.total).toBe(80)
    expect(coverage.parameters.hit / coverage.parameters.total).toBeGreaterThan(0.95)
    expect(coverage.missed.every(({ reason }) => reason !== '')).toBe(true)
  })
})

function eventsFrom(app: Parameters<typeof optionsFor>[0], signal: AbortSignal) {
  return fuzz(optionsFor(app, { signal, runs: 5000 }))
}
