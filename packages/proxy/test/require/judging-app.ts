import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import twilio from 'twilio'
import { authToken, publicUrl } from './signed-request.ts'

/** An app that counts what arrives, and judges it by the official package. */
export interface JudgingApp {
  readonly url: string
  /** How often the request with an id has arrived. */
  arrivals(id: string): number
  /** What has arrived without an id, or without a signature that the official package takes for valid. */
  readonly violations: string[]
  close(): Promise<void>
}

export async function startJudgingApp(): Promise<JudgingApp> {
  const arrived = new Map<string, number>()
  const violations: string[] = []
  const take = (request: IncomingMessage, body: string, scheme: string): void => {
    const id = String(request.headers['x-case'] ?? '')
    arrived.set(id, (arrived.get(id) ?? 0) + 1)
    const url = publicUrl.replace(/^https/, scheme) + (request.url ?? '')
    if (id === '' || !isSigned(request, url, body))
      violations.push(`${request.method} ${request.url} ${JSON.stringify(request.rawHeaders)} ${body}`)
  }
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      take(request, body, 'https')
      response.writeHead(204).end()
    })
  })
  server.on('upgrade', (request: IncomingMessage, socket) => {
    take(request, '', 'wss')
    socket.on('error', () => undefined)
    socket.resume()
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals: (id) => arrived.get(id) ?? 0,
    violations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What the official package says about a request as this app has received it. */
function isSigned(request: IncomingMessage, url: string, body: string): boolean {
  const signature = String(request.headers['x-twilio-signature'] ?? '')
  if (request.headers['content-type']?.startsWith('application/json') === true)
    return twilio.validateRequestWithBody(authToken, signature, url, body)
  return twilio.validateRequest(authToken, signature, url, parametersIn(body))
}

function parametersIn(body: string): Record<string, string | string[]> {
  const parameters = Object.create(null) as Record<string, string | string[]>
  const pairs = new URLSearchParams(body)
  for (const name of new Set(pairs.keys())) {
    const values = pairs.getAll(name)
    parameters[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return parameters
}
