import { parentPort, workerData } from 'node:worker_threads'
import { runLoad } from '../run-load.ts'
import type { LoadNews, LoadOrder, LoadThreadData } from './thread-messages.ts'

// A thread that makes a part of a load. Started by `run-on-threads.ts` alone, which gives it this.
const data = workerData as LoadThreadData
const controller = new AbortController()
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
const tell = (news: LoadNews): void => parentPort?.postMessage(news)

parentPort?.on('message', (order: LoadOrder) => {
  if (order === 'stop') controller.abort()
  else void run()
})
tell({ type: 'ready' })

async function run(): Promise<void> {
  for await (const event of runLoad({ ...data, signal: controller.signal })) tell(event)
  parentPort?.close()
}
