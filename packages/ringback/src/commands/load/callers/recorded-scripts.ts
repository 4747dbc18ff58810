import { stepsOfCaller } from '@ringback/map'
import { printKeyPath, type Step } from '@ringback/simulator'
import { listSelected, type Selection } from '../../../recordings/select.ts'
import { withReader } from '../../../recordings/with-reader.ts'
import type { Io } from '../../../shell/io.ts'
import { spread } from './spread.ts'

/** What the callers of recordings did. */
export interface RecordedScripts {
  /** One for each call, spread so that any part of them has about the shares of all. */
  readonly scripts: readonly (readonly Step[])[]
  /** How many differ. */
  readonly distinct: number
  /** Recordings without a document for the caller. */
  readonly skipped: number
}

/** The scripts of the callers of recordings, in their shares. Throws a `RingbackError` when no recording is selected. */
export async function recordedScripts(selection: Selection, io: Io): Promise<RecordedScripts> {
  const shares = new Map<string, { readonly item: readonly Step[]; count: number }>()
  let skipped = 0
  await withReader(selection.place, io, async (reader) => {
    for (const listed of await listSelected(reader, selection)) {
      const recording = await reader.read(listed)
      const steps = recording === undefined ? undefined : stepsOfCaller(recording)
      if (steps === undefined) {
        skipped += 1
        continue
      }
      const key = printKeyPath(steps)
      const share = shares.get(key) ?? { item: steps, count: 0 }
      share.count += 1
      shares.set(key, share)
    }
  })
  return { scripts: spread([...shares.values()]), distinct: shares.size, skipped }
}
