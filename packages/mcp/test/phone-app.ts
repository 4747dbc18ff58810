import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An app on this machine with a menu, which fails where the caller withholds the number. */
export interface PhoneApp {
  readonly url: string
  readonly close: () => Promise<void>
  /** Requests so far. */
  readonly requests: () => number
  /** It takes requests and gives no answer. */
  hangs: boolean
  /** What answers in place of the menu, by path. */
  readonly pages: Map<string, string>
  isFixed: boolean
}

const menu = '<Gather numDigits="1" action="/menu"><Say>For sales, press 1.</Say></Gather><Hangup/>'

export async function startPhoneApp(): Promise<PhoneApp> {
  let count = 0
  const server: Server = createServer((req, res) => {
    count += 1
    void text(req).then((body) => {
      if (app.hangs) return undefined
      const form = new URLSearchParams(body)
      if (form.get('From') === 'anonymous' && !app.isFixed) return res.writeHead(500).end()
      const path = req.url ?? ''
      const page = app.pages.get(path) ?? (path.startsWith('/menu') ? said(form.get('Digits')) : menu)
      return res.writeHead(200, { 'content-type': 'text/xml' }).end(`<Response>${page}</Response>`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has the address of one.
  const { port } = server.address() as AddressInfo
  const app: PhoneApp = {
    url: `http://127.0.0.1:${port}`,
    requests: () => count,
    pages: new Map(),
    isFixed: false,
    hangs: false,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  return app
}

function said(digits: string | null): string {
  return `<Say>You pressed ${digits ?? 'nothing'}.</Say><Hangup/>`
}
