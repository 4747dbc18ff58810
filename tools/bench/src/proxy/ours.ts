/**
 * Our proxy in a process of its own: `ours.ts <upstream URL> [folder to record to] [auth token]`. Prints its URL, and its
 * counts at SIGUSR2.
 */
import { startProxy } from '@ringback/proxy'
import { generateRootKey, openRecorder, readKeyRing } from '@ringback/redaction/node'

const [target = '', recordings, authToken] = process.argv.slice(2)
const recorder =
  recordings === undefined
    ? undefined
    : await openRecorder({
        recordings,
        ring: await readKeyRing(process.env.RINGBACK_REDACTION_KEY ?? generateRootKey()),
        redaction: {},
        durability: 'process',
      })
const proxy = await startProxy({
  app: target,
  ...(authToken !== undefined && { authToken }),
  ...(recorder !== undefined && { recorder }),
})
console.log(proxy.url)
process.on('SIGUSR2', () => console.log(JSON.stringify({ ...proxy.counts, ...process.memoryUsage() })))
process.on('SIGTERM', () => {
  void (async () => {
    const counts = await proxy.close()
    console.log(JSON.stringify(counts))
    process.exit(0)
  })()
})
