/** The app that is verified: checks the signature and answers TwiML. Prints its URL. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { verify } from '@ringback/signature'

const authToken = 'a-token-for-the-bench'
let origin = ''
const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    const signature = String(request.headers['x-twilio-signature'])
    const method = request.method ?? 'POST'
    const isGood = verify({ url: `${origin}${request.url ?? ''}`, method, body, authToken, signature })
    response.writeHead(isGood ? 200 : 403, { 'Content-Type': 'text/xml' })
    response.end('<Response><Say>Hello</Say><Gather action="/menu"><Say>Press 1</Say></Gather></Response>')
  })
})
server.listen(0, '127.0.0.1', () => {
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  console.log(origin)
})
