import { setImmediate } from 'node:timers/promises'
import { openRecordingsReader, type ListedRecording, type RecordingsReader } from '@ringback/recording/node'
import type { Recording } from '@ringback/recording'
import { matches, type CallFilter } from '../model/call-filter.ts'
import type { CallList } from '../model/call-list.ts'
import { readCallOf, rowOf, type ReadCall } from '../view/row-of.ts'

/** The calls of a folder, kept in memory as far as a list and its filters need them. */
export interface CallIndex {
  /** The calls that match, newest first. */
  readonly list: (filter: CallFilter) => CallList
  /** The recording whose first exchange has this id. */
  readonly read: (id: string) => Recording | undefined
  /** Looks at the folder again. Returns whether the list has changed. */
  readonly refresh: () => Promise<boolean>
  /**
   * Reads the recordings that have not been read yet, a few at a time, so that requests are answered in between.
   * `onProgress` is called after every few.
   */
  readonly readAll: (signal: AbortSignal, onProgress: () => void) => Promise<void>
}

const readAtOnce = 20

/** Opens a folder. @throws {RingbackError} `no-recordings` when the folder does not exist. */
export async function openCallIndex(directory: string): Promise<CallIndex> {
  let reader: RecordingsReader = await openRecordingsReader({ directory })
  let listed = newestFirst(reader)
  const known = new Map<string, ReadCall>()
  const detailsOf = (each: ListedRecording): ReadCall | undefined => known.get(keyOf(each))
  return {
    list(filter) {
      const rows = listed.flatMap((each) => {
        const call = detailsOf(each)
        const row = rowOf(each.summary, call?.details ?? null)
        return matches(row, filter, () => call?.parameters ?? '') ? [row] : []
      })
      const read = listed.filter((each) => known.has(keyOf(each))).length
      const damage = reader.damage().map(({ where, reason }) => `${where}: ${reason}`)
      return { folder: directory, rows, total: listed.length, read, damage }
    },
    read(id) {
      const found = listed.find(({ summary }) => summary.firstId === id)
      return found === undefined ? undefined : reader.read(found)
    },
    async refresh() {
      reader = await openRecordingsReader({ directory })
      const before = listed.map(keyOf).join('\n')
      listed = newestFirst(reader)
      const keys = listed.map(keyOf)
      const present = new Set(keys)
      for (const key of known.keys()) if (!present.has(key)) known.delete(key)
      return keys.join('\n') !== before
    },
    async readAll(signal, onProgress) {
      let sinceProgress = 0
      for (const each of listed) {
        if (signal.aborted) return
        if (known.has(keyOf(each))) continue
        const recording = reader.read(each)
        if (recording !== undefined) known.set(keyOf(each), readCallOf(recording))
        sinceProgress += 1
        if (sinceProgress % readAtOnce === 0) {
          onProgress()
          await setImmediate()
        }
      }
      if (sinceProgress > 0) onProgress()
    },
  }
}

function newestFirst({ recordings }: RecordingsReader): readonly ListedRecording[] {
  return [...recordings].reverse()
}

/** A call that has got another exchange is read again. */
function keyOf({ summary: { firstId, exchanges, problems } }: ListedRecording): string {
  return `${firstId} ${exchanges} ${problems}`
}
