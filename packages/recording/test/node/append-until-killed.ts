import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { openDirectoryStore } from '@ringback/recording/node'
import { exchange, sid } from '../exchanges.ts'

// The next process starts sooner for it; this one will not end in a way that keeps it.
flushCompileCache()
// Appends without an end and writes each id to standard output once it is acknowledged.
const [directory = '', round = ''] = process.argv.slice(2)
const store = await openDirectoryStore({ directory, exchangesPerFile: 20 })

async function appendForever(lane: number): Promise<void> {
  for (let number = 0; number < 100_000; number++) {
    const id = `${round}-${lane}-${number}`
    await store.append(exchange({ id, callSid: sid('CA', number % 10) }))
    writeSync(1, `${id}\n`)
  }
}

await Promise.all([0, 1, 2, 3].map(appendForever))
