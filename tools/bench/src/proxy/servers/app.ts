/** The app behind every proxy where there is no nginx: answers TwiML. `app.ts <port>`. */
import { createServer } from 'node:http'
import { twiml } from '../load/twiml.ts'
import { port } from './arguments.ts'

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume()
  request.on('end', () => {
    response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': twiml.length })
    response.end(twiml)
  })
})
server.listen(port, '127.0.0.1')
