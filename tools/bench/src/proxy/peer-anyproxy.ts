/** anyproxy, recording: `<upstream URL> <folder> <package.json to require from> <port>`. Prints its URL. */
import { createRequire } from 'node:module'

const [target = '', folder = '', manifest = '', port = '0'] = process.argv.slice(2)
// It keeps its cache below the home folder.
process.env['HOME'] = folder
const { hostname, port: upstreamPort } = new URL(target)
// The package has no types.
const { ProxyServer } = createRequire(manifest)('anyproxy') as {
  ProxyServer: new (options: object) => {
    on(event: string, listener: (error?: Error) => void): void
    start(): void
  }
}
const rule = {
  beforeSendRequest: ({ requestOptions }: { requestOptions: object }) => ({
    protocol: 'http',
    requestOptions: { ...requestOptions, hostname, port: Number(upstreamPort) },
  }),
}
const server = new ProxyServer({ port: Number(port), rule, silent: true, webInterface: { enable: false } })
server.on('ready', () => console.log(`http://127.0.0.1:${port}`))
server.on('error', (error) => {
  console.error(error)
  process.exit(1)
})
server.start()
process.on('SIGTERM', () => process.exit(0))
