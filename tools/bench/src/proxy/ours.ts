/** Our proxy in a process of its own: `ours.ts <upstream URL> [folder to record to] [auth token]`. Prints its URL. */
import { startProxy } from '@ringback/proxy'
import { createRedactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'

const [target = '', folder, authToken] = process.argv.slice(2)
const recorder =
  folder === undefined
    ? undefined
    : {
        store: await openDirectoryStore({ directory: folder }),
        redactor: createRedactor({ key: new Uint8Array(32).fill(1) }),
      }
const proxy = await startProxy({
  app: target,
  ...(authToken !== undefined && { authToken }),
  ...(recorder !== undefined && {
    store: recorder.store,
    redact: (exchange) => recorder.redactor.redactExchange(exchange),
  }),
})
console.log(proxy.url)
process.on('SIGTERM', () => {
  void (async () => {
    const counts = await proxy.close()
    console.log(JSON.stringify(counts))
    process.exit(0)
  })()
})
