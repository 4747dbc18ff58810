/** talkback, recording: `<upstream URL> <folder> <package.json to require from> <port>`. Prints its URL. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [host = '', folder = '', manifest = '', port = '0'] = process.argv.slice(2)
// The package has no types of its own that could be imported from where it is installed.
const talkback = createRequire(manifest)('talkback') as (options: object) => {
  start(listening: () => void): void
}
const server = talkback({
  host,
  port: Number(port),
  path: join(folder, 'tapes'),
  record: 'NEW',
  silent: true,
  summary: false,
})
server.start(() => console.log(`http://127.0.0.1:${port}`))
process.on('SIGTERM', () => process.exit(0))
