import { Worker } from 'node:worker_threads'
import { messageOf } from '@ringback/common'
import type { FolderNews, FolderOrder, FolderThreadData } from './folder-messages.ts'

/** The thread that reads a folder. */
export interface FolderThread {
  readonly order: (order: FolderOrder) => void
  readonly close: () => Promise<void>
}

/** What is heard of the thread. */
export interface FolderThreadListener {
  readonly onNews: (news: FolderNews) => void
  /** It has died, and is started again. */
  readonly onDeath: (message: string) => void
}

const restartMs = 2000
/** How long it may take to end by itself: ended from outside while it starts, Node may crash. */
const closeMs = 20_000

/** Starts it. After a death it is started again, and tells everything once more. */
export function startFolderThread(directory: string, listener: FolderThreadListener): FolderThread {
  const stopFlag = new Int32Array(new SharedArrayBuffer(4))
  let isClosed = false
  let worker: Worker | undefined
  let restart: NodeJS.Timeout | undefined
  const start = (): void => {
    let reason = 'it ended'
    const started = createWorker({ directory, stopFlag })
    worker = started
    started.on('message', (news: FolderNews) => {
      if (!isClosed) listener.onNews(news)
    })
    started.on('error', (error) => {
      reason = messageOf(error)
    })
    started.on('exit', () => {
      worker = undefined
      if (isClosed) return
      listener.onDeath(reason)
      restart = setTimeout(start, restartMs)
    })
  }
  const order = (message: FolderOrder): void => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to a thread, not a window
    worker?.postMessage(message)
  }
  start()
  return {
    order,
    async close() {
      isClosed = true
      clearTimeout(restart)
      Atomics.store(stopFlag, 0, 1)
      const last = worker
      if (last === undefined) return
      const ended = new Promise((resolve) => {
        last.once('exit', resolve)
      })
      order({ type: 'stop' })
      const timer = setTimeout(() => void last.terminate(), closeMs)
      await ended
      clearTimeout(timer)
    },
  }
}

function createWorker(data: FolderThreadData): Worker {
  const isSource = import.meta.url.endsWith('.ts')
  return new Worker(new URL(isSource ? './folder-thread.ts' : './folder-thread.js', import.meta.url), {
    workerData: data,
    name: 'ringback recordings',
    execArgv: isSource ? ['--conditions=ringback:source'] : [],
  })
}
