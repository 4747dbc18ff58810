import type { Exchange } from '../../exchange.ts'
import type { RecordingFolder } from './folder.ts'
import { mergeExchanges } from './merge.ts'

/** Writes to a folder, one thing after the other. */
export interface FolderWriter {
  /** Resolves when the exchange is in a file. What is appended while a write goes on is written together. */
  append(exchange: Exchange): Promise<void>
  /** Does something that must not meet a write. */
  inTurn<Result>(task: () => Promise<Result>): Promise<Result>
  /** Resolves when nothing is being written; never rejects. */
  settled(): Promise<void>
}

interface Waiting {
  readonly exchange: Exchange
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export function createFolderWriter(folder: RecordingFolder): FolderWriter {
  let waiting: Waiting[] = []
  let turn: Promise<unknown> = Promise.resolve()

  async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = turn.then(task)
    turn = result.catch(() => undefined)
    return result
  }

  async function writeWaiting(): Promise<void> {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    const failures = await mergeExchanges(
      folder,
      batch.map(({ exchange }) => exchange),
    )
    for (const { exchange, resolve, reject } of batch) {
      if (failures.has(exchange.id)) reject(failures.get(exchange.id))
      else resolve()
    }
  }

  return {
    inTurn,
    append: async (exchange) =>
      new Promise((resolve, reject) => {
        waiting.push({ exchange, resolve, reject })
        if (waiting.length === 1) inTurn(writeWaiting).catch(reject)
      }),
    async settled() {
      await turn
    },
  }
}
