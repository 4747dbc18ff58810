import express from 'express'
import type { FetchApp } from '@ringback/twilio-client/node'
import twilio from 'twilio'

export const authToken = '0123456789abcdef0123456789abcdef'
export const publicUrl = 'https://voice.example.com'

type Parameters = Readonly<Record<string, string | undefined>>

/** A menu, a PIN, a redirect and a goodbye; what was pressed is said again, so that the documents of most calls are new. */
const answers: Readonly<Record<string, (parameters: Parameters) => string>> = {
  '/voice': () =>
    '<Gather numDigits="1" action="/menu" timeout="5"><Say>Press 1 for sales, 2 for support.</Say></Gather><Redirect>/voice</Redirect>',
  '/menu': ({ Digits }) =>
    `<Gather numDigits="4" action="/pin"><Say>You pressed ${Digits ?? ''}. Enter your PIN.</Say></Gather>`,
  '/pin': ({ Digits }) => `<Say>Thank you, ${Digits ?? ''}.</Say><Redirect>/goodbye</Redirect>`,
  '/goodbye': () => '<Say>Goodbye.</Say><Hangup/>',
}

/** The TwiML for a path; undefined where none is asked for: the status callback. */
function twimlFor(path: string, parameters: Parameters): string | undefined {
  const answer = answers[path]?.(parameters)
  return answer === undefined
    ? undefined
    : `<?xml version="1.0" encoding="UTF-8"?><Response>${answer}</Response>`
}

/** A function from a request to TwiML, without a signature check. */
export const fetchApp: FetchApp = {
  async fetch(request) {
    const parameters = Object.fromEntries(new URLSearchParams(await request.text()))
    const twiml = twimlFor(new URL(request.url).pathname, parameters)
    if (twiml === undefined) return new Response(null, { status: 204 })
    return new Response(twiml, { headers: { 'Content-Type': 'text/xml' } })
  },
}

/** The same as an express app behind the official package's signature check. */
export function expressApp(): express.Express {
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.use(twilio.webhook(authToken, { protocol: 'https', host: new URL(publicUrl).host }))
  app.post('/*path', (request: express.Request, response: express.Response) => {
    // The body parser makes a record of texts.
    const twiml = twimlFor(request.path, request.body as Parameters)
    if (twiml === undefined) response.status(204).end()
    else response.type('text/xml').send(twiml)
  })
  return app
}
