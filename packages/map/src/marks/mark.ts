import { findingId } from '@ringback/common'
import { printKeyPath } from '@ringback/simulator'
import type { MapMark } from '../phone-map.ts'

type Given = Omit<MapMark, 'id' | 'keys' | 'twilioCode' | 'severity'> &
  Partial<Pick<MapMark, 'twilioCode' | 'severity'>>

/** A mark with its id and key path. Default level: warning. */
export function mark({ severity = 'warning', twilioCode = null, ...given }: Given): MapMark {
  const id = findingId(given.kind, given.message)
  return { ...given, id, severity, twilioCode, keys: printKeyPath(given.path) }
}

/** Of marks about the same thing, the one with the shortest path; in the order of their paths. */
export function shortestOfEach(
  marks: readonly MapMark[],
  sameThing: (mark: MapMark) => string,
): readonly MapMark[] {
  const sorted = marks.toSorted((one, other) => one.path.length - other.path.length)
  const seen = new Set<string>()
  return sorted.filter((each) => {
    const thing = sameThing(each)
    return !seen.has(thing) && seen.add(thing)
  })
}
