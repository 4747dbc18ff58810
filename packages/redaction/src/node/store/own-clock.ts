import { exchangeIdAt, timeOfExchangeId } from '@ringback/recording'
import { writeStateFile } from '@ringback/recording/node'
import type { ObservedExchange } from '../observed/observed-exchange.ts'
import { readStateJson } from '../read-state-json.ts'
import { segmentsIn, spoolFolderOf, spoolOf, spoolsIn } from '../spool/spool-folder.ts'
import type { StoreTime } from './store-time.ts'

/** A segment of a spool. */
export interface SegmentPlace {
  readonly spool: number
  readonly segment: number
}

/** Corrects what was timed by the clock of this machine, once it is known how far that is from the clock of the store. */
export interface OwnClock {
  /**
   * An exchange by the clock of the store, id and start. The same exchange becomes the same each time it is read, also by another process:
   * else it would be kept twice.
   * Throws when the clock of the store is needed and not known.
   */
  corrected(observed: ObservedExchange, place: SegmentPlace): ObservedExchange
  /** Keeps how segments were corrected. Must be done before their exchanges are stored. */
  flush(): Promise<void>
  /** Segments are gone from the disk. */
  ended(segments: readonly SegmentPlace[]): void
}

const fileName = 'own-clock.json'
/**
 * Ids do not step back when the time is corrected: those that are later than their exchange by more milliseconds are of the time before.
 * A better measurement of a clock that was known corrects the time by less, and leaves them as they are.
 */
const mostAheadMs = 250

/** Corrects the exchanges in the spools of a recordings folder. */
export async function openOwnClock(recordings: string, time: Pick<StoreTime, 'ahead'>): Promise<OwnClock> {
  /** How many milliseconds the clock of the store was ahead, by segment. */
  const offsets = await offsetsOf(recordings)
  let isChanged = false

  function offsetOf(place: SegmentPlace): number {
    const key = keyOf(place)
    const known = offsets.get(key)
    if (known !== undefined) return known
    const offset = time.ahead()
    if (offset === undefined) {
      throw new Error('its clock could not be read')
    }
    offsets.set(key, offset)
    isChanged = true
    return offset
  }

  return {
    corrected({ isOwnTime, ...observed }, place) {
      const { id, startedAt } = observed
      const idTime = timeOfExchangeId(id)
      if (isOwnTime !== true) {
        const isAhead = idTime !== undefined && idTime - startedAt > mostAheadMs
        return isAhead ? { ...observed, id: exchangeIdAt(id, startedAt) } : observed
      }
      const offset = offsetOf(place)
      return {
        ...observed,
        id: idTime === undefined ? id : exchangeIdAt(id, idTime + offset),
        startedAt: startedAt + offset,
      }
    },
    async flush() {
      if (!isChanged) return
      await writeStateFile(recordings, fileName, `${JSON.stringify(Object.fromEntries(offsets))}\n`, 0o600)
      isChanged = false
    },
    ended(segments) {
      for (const place of segments) if (offsets.delete(keyOf(place))) isChanged = true
    },
  }
}

/** What was kept of segments that are still there. */
async function offsetsOf(recordings: string): Promise<Map<string, number>> {
  const { value } = await readStateJson(recordings, fileName)
  const kept = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  )
  const offsets = new Map<string, number>()
  const folder = spoolFolderOf(recordings)
  for (const spool of await spoolsIn(folder)) {
    for (const segment of await segmentsIn(spoolOf(folder, spool))) {
      const key = keyOf({ spool, segment })
      const offset = kept.get(key)
      if (typeof offset === 'number') offsets.set(key, offset)
    }
  }
  return offsets
}

function keyOf({ spool, segment }: SegmentPlace): string {
  return `${spool}/${segment}`
}
