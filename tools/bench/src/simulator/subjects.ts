import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { createPhone, type Phone } from '@ringback/simulator'
import { bytesOf, type ExchangeRequest } from '@ringback/recording'
import type { App } from '@ringback/twilio-client/node'
import { authToken, expressApp, fetchApp, publicUrl } from './apps.ts'

/** One call's work; the number makes its values differ from those of other calls. */
export type Call = (number: number) => Promise<void>

/** An app's handler by itself, and called by the simulator. */
export interface Subject {
  readonly name: string
  readonly bare: Call
  readonly simulated: Call
  readonly close: () => Promise<void>
}

/** How many calls' requests the bare handlers are given, in turn. */
const readyCalls = 200
/** Five webhooks: incoming call, two Gathers, a Redirect, the status callback. */
const webhooks = 5

/** A fetch handler, and an express app with its signature check on. */
export async function createSubjects(): Promise<readonly Subject[]> {
  return [
    await subjectOf('a fetch handler', fetchApp, callFetch),
    await subjectOf('an express app that checks signatures', expressApp(), callerOf(expressApp())),
  ]
}

async function subjectOf(
  name: string,
  app: App,
  send: (request: ExchangeRequest) => Promise<number>,
): Promise<Subject> {
  const phone = phoneTo(app)
  const ready: (readonly ExchangeRequest[])[] = []
  for (let number = 0; number < readyCalls; number += 1) ready.push(await requestsOf(phone, number))
  return {
    name,
    async bare(number) {
      for (const request of ready[number % readyCalls] ?? []) {
        const status = await send(request)
        if (status !== 200 && status !== 204) throw new Error(`The handler answered ${status}.`)
      }
    },
    simulated: async (number) => void (await call(phone, number)),
    close: phone.close,
  }
}

export function phoneTo(app: App): Phone {
  return createPhone({ authToken, publicUrl, app, statusCallback: '/status' })
}

/** Places one call and takes it through to its end. */
export async function call(phone: Phone, number: number) {
  const placed = await phone.call({ from: `+1415555${String(100 + (number % 100)).padStart(4, '0')}` })
  await placed.press(String((number % 9) + 1))
  await placed.press(String(1000 + (number % 9000)))
  await placed.ends()
  if (placed.status() !== 'completed') throw new Error(`The call went wrong:\n${placed.transcript}`)
  return placed
}

async function requestsOf(phone: Phone, number: number): Promise<readonly ExchangeRequest[]> {
  const exchanges = (await call(phone, number)).exchanges()
  if (exchanges.length !== webhooks) throw new Error(`A call has ${exchanges.length} webhooks.`)
  return exchanges.map(({ request }) => request)
}

/** As anybody calls a fetch handler: a `Request` can be read once only, so that it is made of its ready parts each time. */
async function callFetch({ url, method, headers, body }: ExchangeRequest): Promise<number> {
  const init = { method, headers: headers as [string, string][], body: 'text' in body ? body.text : null }
  const response = await fetchApp.fetch(new Request(url, init))
  await response.text()
  return response.status
}

/** As a server of Node's calls an express app, without a port: Node's own request and response, whose bytes go nowhere. */
function callerOf(app: RequestListener): (request: ExchangeRequest) => Promise<number> {
  return ({ url, method, headers, body }) =>
    new Promise((resolve) => {
      const sink = new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() })
      const socket = sink as Socket // Express and Node's HTTP classes use no more of it.
      const incoming = new IncomingMessage(socket)
      const response = new ServerResponse(incoming)
      incoming.method = method
      incoming.url = url.slice(publicUrl.length)
      for (const [name, value] of headers) incoming.headers[name.toLowerCase()] = value
      incoming.push(bytesOf(body))
      incoming.push(null)
      response.assignSocket(socket)
      response.on('finish', () => resolve(response.statusCode))
      app(incoming, response)
    })
}
