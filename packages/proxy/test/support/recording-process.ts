/**
 * A recording proxy in a process of its own: `recording-process.ts <upstream URL> <folder> <root key> <segment bytes>`.
 * Prints its URL, and then `kept <CallSid>` for each webhook that it tells as kept; the CallSid is that of the URL's parameter `call`.
 */
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { startProxy } from '@ringback/proxy'
import { openRecorder, readKeyRing } from '@ringback/redaction/node'

// The next process starts sooner for it; this one will not end in a way that keeps it.
flushCompileCache()
const [app = '', recordings = '', rootKey = '', segmentBytes = ''] = process.argv.slice(2)
const recorder = await openRecorder({
  recordings,
  ring: await readKeyRing(rootKey),
  redaction: 'off',
  durability: 'process',
  segmentBytes: Number(segmentBytes),
})
const proxy = await startProxy({ app, recorder })
writeSync(1, `${proxy.url}\n`)
recorder.onEvent((event) => {
  if (event.type !== 'kept') return
  const sids = event.exchanges.map(({ url }) => new URL(url, proxy.url).searchParams.get('call'))
  writeSync(1, sids.map((sid) => `kept ${sid}\n`).join(''))
})
