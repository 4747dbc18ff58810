/** A replica of an app in a process of its own. Prints its URL, and ends with whoever started it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const answer =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1"><Say>Press a key</Say></Gather></Response>'
const server = createServer((incoming, response) => {
  incoming.resume()
  incoming.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': answer.length }).end(answer)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  // A server on a port has an address of this kind.
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.stdin.on('end', () => process.exit()).resume()
