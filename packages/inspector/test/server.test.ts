import { request as send, type OutgoingHttpHeaders } from 'node:http'
import { rmSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { sid } from '@ringback/test-support/exchange'
import { startInspector, type Inspector } from '@ringback/inspector'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchangeOf, folderWith, twoCalls } from './recordings.ts'

let inspector: Inspector
let directory: string
let token: string

beforeAll(async () => {
  directory = folderWith(twoCalls())
  inspector = await startInspector({ directory, version: '1', authToken: 'test-token' })
  token = new URL(inspector.url).searchParams.get('token') ?? ''
})

afterAll(async () => {
  await inspector.close()
  rmSync(directory, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = send({ host: '127.0.0.1', port: inspector.port, path, method, headers }, (response) => {
      void text(response).then((body) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      )
    })
    request.on('error', reject).end()
  })
}

const cookie = (): string => `ringback-inspector-${inspector.port}=${token}`

describe('access', () => {
  it.each(['/', '/page.js', '/page.css', '/api/calls', '/api/events', '/api/calls/x', '/other'])(
    'to %s is refused without the token',
    async (path) => {
      expect(await ask(path)).toMatchObject({ status: 401, body: expect.stringContaining('No valid token') })
      const wrong = { Cookie: cookie().slice(0, -1) }
      expect((await ask(path, wrong)).status).toBe(401)
      expect(
        (await ask(`${path}?token=${token.slice(1)}`, path === '/' ? { Cookie: cookie() } : {})).status,
      ).toBe(401)
    },
  )

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', 'localhost:1', '127.0.0.1.evil.example'])(
    'with the Host %s is refused',
    async (Host) => {
      const answer = await ask('/api/calls', { Host, Cookie: cookie() })
      expect(answer).toMatchObject({ status: 403, body: expect.stringContaining(`Host "${Host}" refused`) })
    },
  )

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'from the origin %s is refused',
    async (Origin) => {
      expect(await ask('/api/calls', { Origin, Cookie: cookie() })).toMatchObject({ status: 403 })
    },
  )

  it('from another site is refused, whatever the browser sends along', async () => {
    const headers = { Cookie: cookie(), 'Sec-Fetch-Site': 'cross-site' }
    expect((await ask('/api/calls', headers)).status).toBe(403)
    expect((await ask('/page.js', { ...headers, 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
  })

  it.each(['PUT', 'PATCH', 'OPTIONS'])('with %s is refused', async (method) => {
    expect((await ask('/api/calls', { Cookie: cookie() }, method)).status).toBe(405)
  })

  it('with the token gives the page and a cookie that no script and no other site can use', async () => {
    const { status, headers } = await ask(`/?token=${token}`)
    expect(status).toBe(200)
    expect(headers['set-cookie']).toEqual([`${cookie()}; Path=/; HttpOnly; SameSite=Strict`])
    expect((await ask('/api/calls', { Cookie: `other=1; ${cookie()}` })).status).toBe(200)
    expect((await ask('/other', { Cookie: cookie() })).status).toBe(404)
    expect((await ask('/api/calls/%E0%A4%A', { Cookie: cookie() })).status).toBe(500)
  })

  it('answers everything with a policy that allows no inline script and no framing', async () => {
    for (const path of ['/', '/api/calls', `/?token=${token}`]) {
      const { headers } = await ask(path)
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['cache-control']).toBe('no-store')
    }
  })
})

interface Listed {
  readonly rows: readonly { readonly id: string; readonly callSid: string; readonly details: unknown }[]
  readonly total: number
  readonly read: number
}

async function list(query = ''): Promise<Listed> {
  return JSON.parse((await ask(`/api/calls?${query}`, { Cookie: cookie() })).body) as Listed
}

async function callIds(query: string): Promise<readonly string[]> {
  return (await list(query)).rows.map(({ callSid }) => callSid)
}

describe('the calls', () => {
  const [first, second] = [sid('CA', 1), sid('CA', 2)]

  it('are listed newest first, with what their exchanges say', async () => {
    await expect.poll(async () => (await list()).read, { timeout: 60_000 }).toBe(2)
    const { rows, total } = await list()
    expect(total).toBe(2)
    expect(rows.map(({ callSid }) => callSid)).toEqual([second, first])
    expect(rows[1]?.details).toEqual({
      kinds: ['voice.incoming-pstn', 'gather.action', 'status.incoming-number'],
      callStatus: 'completed',
      httpStatus: 204,
      problem: 'The app did not answer in time.',
      codes: ['twiml-unknown-element', '12200', 'app-timeout', 'answer-too-late', '15003'],
      signature: 'invalid',
      durationMs: 35_000,
    })
  })

  it.each([
    ['text=gather', [first]],
    ['text=555010', [second, first]],
    ['status=completed', [first]],
    ['status=200', [second]],
    ['kind=status.incoming-number', [first]],
    ['kind=status', []],
    ['code=twiml-unknown-element', [first]],
    ['code=12200', [first]],
    ['code=1220', []],
    ['signature=valid', [second]],
    ['parameter=Digits%3D1', [first]],
    ['parameter=Digits', [first]],
    ['parameter=Digit', []],
    ['parameter=Digits%3D', []],
    ['problem=yes', [first]],
    ['problem=yes&signature=valid', []],
  ])('are filtered by %s', async (query, expected) => {
    await expect.poll(async () => (await list()).read, { timeout: 60_000 }).toBe(2)
    expect(await callIds(query)).toEqual(expected)
  })

  it('are shown with parameters, findings on their line, signature cause and curl', async () => {
    const id = (await list()).rows[1]?.id ?? ''
    const { body } = await ask(`/api/calls/${id}`, { Cookie: cookie() })
    const call = JSON.parse(body)
    const [menu, choice] = call.exchanges
    const marked = menu.answer.twiml.filter(({ findings }: { findings: unknown[] }) => findings.length > 0)
    expect(marked).toHaveLength(1)
    expect(marked[0].text).toContain('<Sya>')
    const byName = (name: string) =>
      choice.parameters.find((each: { name: string }) => each.name === name) as unknown
    expect(byName('Digits')).toMatchObject({
      state: 'known',
      value: '1',
      explanation: expect.stringMatching(/./),
    })
    expect(byName('Shoe')).toMatchObject({ state: 'unknown', value: 'left', explanation: null })
    expect(byName('AccountSid')).toMatchObject({ state: 'absent', value: null })
    expect(choice.signatureCause).toEqual({
      message: 'Twilio signed https, the app checked http.',
      change: 'Trust the proxy',
    })
    expect(choice.curl.text).toMatch(/^curl .*X-Twilio-Signature.*--data-raw '.*Digits=1&Shoe=left'/)
    expect(call.limitMs).toBe(15_000)
    expect(JSON.parse(call.har).log.entries).toHaveLength(4)
  })

  it('are given in windows, with the places of calls that are asked for', async () => {
    await expect.poll(async () => (await list()).read, { timeout: 60_000 }).toBe(2)
    const [newest, oldest] = (await list()).rows.map(({ id }) => id)
    const { rows, ...rest } = await list(`offset=1&limit=1&find=${oldest}&find=none&find=${newest}`)
    expect(rows.map(({ id }) => id)).toEqual([oldest])
    expect(rest).toMatchObject({ offset: 1, matched: 2, total: 2, scanned: 2, places: [1, null, 0] })
    expect((await list(`offset=5&problem=yes&find=${oldest}`)) as object).toMatchObject({
      rows: [],
      matched: 1,
      places: [0],
    })
    expect((await list('offset=-1&limit=x')).rows).toHaveLength(2)
  })

  it('of a large folder are never given all at once', async () => {
    const large = folderWith(Array.from({ length: 700 }, (_none, call) => exchangeOf(call, 0)))
    const other = await startInspector({ directory: large, version: '1' })
    const page = await fetch(other.url)
    const Cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''
    const window = async (): Promise<Listed> => {
      const answer = await fetch(`http://127.0.0.1:${other.port}/api/calls?limit=100000`, {
        headers: { Cookie },
      })
      return (await answer.json()) as Listed
    }
    await expect.poll(async () => (await window()).total).toBe(700)
    expect((await window()).rows).toHaveLength(500)
    await other.close()
    rmSync(large, { recursive: true })
  })
})
