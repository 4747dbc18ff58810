import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { decodeForm, parameter, valueOf } from '@ringback/catalog'
import { verify } from '@ringback/signature'
import { listening, type Listening } from './listening.ts'

export const authToken = '0123456789abcdef0123456789abcdef'
export const publicUrl = 'https://phone.example.com'

export interface SmallApp extends Listening {
  /** What the app says from now on. */
  greeting: string
}

/** An app on a real port that answers only what is validly signed for the public URL. */
export async function startSmallApp(): Promise<SmallApp> {
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const { parameters } = decodeForm(body)
      const signed = verify({
        url: publicUrl + req.url,
        method: req.method ?? '',
        parameters,
        authToken,
        signature: String(req.headers['x-twilio-signature']),
      })
      if (!signed) return res.writeHead(403).end('forged')
      const city = valueOf(parameters, parameter.FromCity) ?? ''
      res.writeHead(200, { 'content-type': 'text/xml' })
      return res.end(`<Response><Say>${app.greeting} ${city}</Say><Hangup/></Response>`)
    })
  })
  const app: SmallApp = { ...(await listening(server)), greeting: 'Hello' }
  return app
}
