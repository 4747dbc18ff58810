import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRedactor } from '@ringback/redaction'
import { openDirectoryStore } from '@ringback/recording/node'
import { webhook } from './support/webhook.ts'

/**
 * Redacts and appends 64 at a time, first webhooks of one call and then of as many calls, and says how much time and
 * memory it takes to keep them and to close.
 *
 *     node --conditions=ringback:source packages/redaction/bench/store.ts [exchanges]
 */
const total = Number(process.argv[2] ?? 20_000)

for (const calls of [1, total]) {
  const directory = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
  const store = await openDirectoryStore({ directory })
  const redactor = createRedactor({ key: new Uint8Array(32).fill(1) })
  const start = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < total) {
      const number = next++
      await store.append(
        redactor.redactExchange({ ...webhook(number % calls), id: String(number).padStart(8, '0') }),
      )
    }
  }
  await Promise.all(Array.from({ length: 64 }, lane))
  const appended = performance.now()
  const memory = process.memoryUsage().rss
  await store.close()
  console.log({
    calls,
    appendedPerSecond: Math.round((total * 1000) / (appended - start)),
    rssMegabytes: Math.round(memory / 2 ** 20),
    closeSeconds: Number(((performance.now() - appended) / 1000).toFixed(1)),
  })
  await rm(directory, { recursive: true })
}
