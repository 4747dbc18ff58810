import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settleSpool, generateRootKey, openRecorder, readKeyRing } from '@ringback/redaction/node'
import { observedWebhook } from './support/observed-webhook.ts'

/**
 * How much processor time an exchange takes on the thread that carries calls (to seal it and write it to the spool) and
 * afterwards in the worker (to open, read, redact and record it), garbage collection included. Eight exchanges are of one
 * call, every call has a caller of its own.
 *
 *     node --conditions=ringback:source packages/redaction/bench/settle.ts [exchanges]
 */
const total = Number(process.argv[2] ?? 20_000)
const inABurst = 100
const notYet = 2 ** 31 - 1

function microsecondsEach(since: NodeJS.CpuUsage): string {
  const { user, system } = process.cpuUsage(since)
  return `${((user + system) / total).toFixed(1)} µs`
}

for (let round = 0; round < 3; round += 1) {
  const recordings = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
  const ring = await readKeyRing(generateRootKey())
  const recorder = await openRecorder({
    recordings,
    ring,
    redaction: {},
    durability: 'process',
    settleAfterMs: notYet,
    closeMs: 0,
  })
  const exchanges = Array.from({ length: total }, (_, index) => observedWebhook(index))
  const beforeSealing = process.cpuUsage()
  for (let at = 0; at < total; at += inABurst) {
    for (const exchange of exchanges.slice(at, at + inABurst)) recorder.take(exchange)
    await new Promise<void>((resolve) => void setTimeout(resolve, 3))
  }
  const seal = microsecondsEach(beforeSealing)
  await recorder.close()
  const beforeSettling = process.cpuUsage()
  const start = performance.now()
  const { recorded } = await settleSpool({ recordings, ring })
  const settle = microsecondsEach(beforeSettling)
  const seconds = (performance.now() - start) / 1000
  console.log({ seal, settle, settleWallClock: `${((seconds * 1e6) / total).toFixed(1)} µs`, recorded })
  await rm(recordings, { recursive: true })
}
