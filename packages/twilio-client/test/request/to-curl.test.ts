import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { RingbackError } from '@ringback/common'
import { signedRequest, toCurl } from '@ringback/twilio-client'
import { array, assert, asyncProperty, constantFrom, string, tuple } from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const authToken = '12345'

interface Received {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: readonly (readonly [string | undefined, string | undefined])[]
  readonly body: string
}
let received: Received | undefined
const server = createServer((request, response) => {
  void buffer(request).then((body) => {
    const { method, url, rawHeaders } = request
    const headers = rawHeaders.flatMap((name, index) =>
      index % 2 === 0 ? [[name, rawHeaders[index + 1]] as const] : [],
    )
    received = { method, url, headers, body: body.toString() }
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' })
    response.end(gzipSync('<Response/>'))
  })
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ;({ port } = server.address() as AddressInfo)
})
afterAll(() => server.close())

test('curl sends what the line says: the very request, header by header', async () => {
  const pairs = array(tuple(constantFrom('From', 'Digits', "it's", '$(id)'), string({ unit: 'grapheme' })), {
    maxLength: 4,
  })
  await assert(
    asyncProperty(
      constantFrom('GET', 'POST'),
      pairs,
      constantFrom('', 'app'),
      async (method, parameters, app) => {
        const at = `http://127.0.0.1:${port}`
        const options =
          app === ''
            ? { url: `${at}/voice?x=[1]'&y={2}`, authToken }
            : { url: "https://example.com/voice?x=[1]'&y={2}", authToken, app: at }
        const line = toCurl({ method, parameters }, options)
        expect(line).not.toContain('\n')
        const { stdout } = await run('sh', ['-c', line])
        expect(stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*<Response\/>$/)
        const { headers, body = '', url } = signedRequest({ method, parameters }, options)
        expect(received?.method).toBe(method)
        expect(`${at}${received?.url ?? ''}`).toBe(url)
        expect(received?.body).toBe(body)
        expect(new Map(received?.headers)).toEqual(new Map(headers))
        expect(received?.headers).toHaveLength(headers.length)
      },
    ),
    { numRuns: 30 },
  )
})

test('words that a shell would read are quoted', () => {
  expect(toCurl({ method: 'GET' }, { url: "https://example.com/it's?$(id)", authToken })).toContain(
    String.raw`'https://example.com/it'\''s?$(id)'`,
  )
})

test('a body of bytes is refused', () => {
  const body = new Uint8Array([0xff])
  expect(() => toCurl({ method: 'POST', body }, { url: 'https://example.com/', authToken })).toThrow(
    RingbackError,
  )
})
