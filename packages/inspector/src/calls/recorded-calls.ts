import { setImmediate } from 'node:timers/promises'
import { recordedCall, type RecordedCall } from '@ringback/map'
import { everyCall } from '../model/call-filter.ts'
import type { CallsToCompare } from '../reports/map-report.ts'
import type { CallIndex } from './call-index.ts'

/** The newest calls say what is called today, and are read within a second. */
const mostCalls = 1000
const readAtOnce = 20

/** Calls as a map is compared with them; each is read once, and again when it has got another exchange. */
export function createRecordedCalls(
  calls: Pick<CallIndex, 'window' | 'read'>,
): (signal: AbortSignal) => Promise<CallsToCompare> {
  let known = new Map<string, RecordedCall>()
  return async (signal) => {
    const { rows, total } = await calls.window(everyCall, { offset: 0, limit: mostCalls, find: [] }, signal)
    const kept = new Map<string, RecordedCall>()
    let read = 0
    for (const { id, exchanges } of rows) {
      if (signal.aborted) break
      const key = `${id} ${exchanges}`
      const call = known.get(key) ?? (await readCall(calls, id))
      if (call !== undefined) kept.set(key, call)
      if (known.has(key)) continue
      read += 1
      if (read % readAtOnce === 0) await setImmediate()
    }
    known = kept
    return { calls: [...kept.values()], left: total - rows.length }
  }
}

/** Undefined when it is gone or cannot be read. */
async function readCall({ read }: Pick<CallIndex, 'read'>, id: string): Promise<RecordedCall | undefined> {
  const recording = await read(id)
  return recording === undefined ? undefined : recordedCall(recording)
}
