import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { verify } from '@ringback/signature'

/** A request as the app got it. */
export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly parameters: Readonly<Record<string, string>>
  readonly isSigned: boolean
}

/** An app that keeps what it gets. */
export interface AppInTest {
  readonly url: string
  readonly received: ReceivedRequest[]
  /** What it answers from now on; by default `Hello.` */
  answer: (request: ReceivedRequest) => {
    readonly status?: number
    readonly headers?: object
    readonly body?: string
  }
  readonly close: () => Promise<void>
}

export const authToken = 'test-token'

/** Starts an app on this machine whose public URL is https://app.example.com. */
export async function startApp(): Promise<AppInTest> {
  const received: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request
      const url = `https://app.example.com${path}`
      const form = new URLSearchParams(method === 'GET' ? path.split('?')[1] : body)
      const signature = String(headers['x-twilio-signature'])
      const contentType = headers['content-type']
      const isSigned = verify({ method, url, authToken, signature, body, contentType })
      const got = { method, path, headers, parameters: Object.fromEntries(form), isSigned }
      received.push(got)
      const answer = app.answer(got)
      response.writeHead(answer.status ?? 200, { 'Content-Type': 'text/xml', ...answer.headers })
      response.end(answer.body ?? '<Response><Say>Hello.</Say></Response>')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const app: AppInTest = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: () => ({}),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return app
}
