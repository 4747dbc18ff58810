/**
 * A recording proxy in a process of its own: `recording-process.ts <upstream URL> <folder>`. Prints its URL, then one
 * line for each exchange once it is acknowledged as recorded: the exchange's id and its CallSid.
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { startProxy } from '@ringback/proxy'
import { openDirectoryStore } from '@ringback/recording/node'

// The next process starts sooner for it; this one will not end in a way that keeps it.
flushCompileCache()
const [target = '', directory = ''] = process.argv.slice(2)
const store = await openDirectoryStore({ directory })
const proxy = await startProxy({ app: target, store, redact: 'off' })
writeSync(1, `${proxy.url}\n`)
for await (const event of proxy.events) {
  if (event.type === 'exchange') writeSync(1, `${event.exchange.id} ${event.exchange.callSid}\n`)
}
