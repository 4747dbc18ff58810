/** The app behind every proxy: answers TwiML. Prints its URL. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { twiml } from './webhook.ts'

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': twiml.length })
    response.end(twiml)
  })
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}`)
})
