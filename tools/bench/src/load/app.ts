/**
 * The app of the bench, in a process of its own: `app.ts <port> <kind>`. A menu and its answer, two webhooks a call.
 * `none`: answers at once; `work`: a millisecond of processor time first; `slow`: 20 ms one after the other, at most 50 requests a second.
 * `GET /counts` tells how many requests were answered, and on how many connections.
 */
import { createServer } from 'node:http'
import { answers } from './twiml.ts'

type Kind = 'none' | 'work' | 'slow'

const [port = '0', given = 'none'] = process.argv.slice(2)
// Only the bench starts it.
const kind = given as Kind
let answered = 0
let connections = 0
let last = Promise.resolve()

const server = createServer((request, response) => {
  const { url = '' } = request
  if (url === '/counts') return response.end(JSON.stringify({ answered, connections }))
  request.resume()
  return request.on('end', () => {
    void before().then(() => {
      answered += 1
      response.writeHead(200, { 'Content-Type': 'text/xml' })
      response.end(answers[url] ?? '<Response/>')
    })
  })
})
server.on('connection', () => (connections += 1))
server.listen(Number(port), '127.0.0.1')

/** What the app does before an answer. */
async function before(): Promise<void> {
  if (kind === 'work') work(1)
  if (kind === 'slow') await (last = last.then(() => new Promise((resolve) => setTimeout(resolve, 20))))
}

/** Uses the processor for so many milliseconds. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}
