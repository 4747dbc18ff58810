import type { MapMark, MapState, PhoneMap } from '@ringback/map'
import { printKeyPath } from '@ringback/simulator'
import type { JudgedCase } from '../../reporters/judged.ts'

/** A case for each place where a call waits, with the marks there; one more for what belongs to none. */
export function casesOf(map: PhoneMap, show: (mark: MapMark) => string): readonly JudgedCase[] {
  const marksAt = Map.groupBy(map.marks, ({ state }) => state)
  const elsewhere = map.marks.filter(({ state }) => !map.states.some(({ id }) => id === state))
  return [
    ...map.states.map((state) => caseOf(nameOf(state), marksAt.get(state.id) ?? [], show)),
    ...(elsewhere.length === 0 && map.states.length > 0
      ? []
      : [caseOf('the call as a whole', elsewhere, show)]),
  ]
}

function nameOf({ id, waiting, path }: MapState): string {
  const keys = printKeyPath(path)
  return `${id} ${waiting.for}${keys === '' ? '' : ` after ${keys}`}`
}

function caseOf(name: string, marks: readonly MapMark[], show: (mark: MapMark) => string): JudgedCase {
  return {
    suite: 'phone tree',
    name,
    verdict: marks.some(({ severity }) => severity === 'error') ? 'failed' : 'passed',
    seconds: 0,
    problems: marks.map((mark) => ({
      code: mark.kind,
      severity: mark.severity,
      message: mark.message,
      fingerprint: mark.id,
      where: `${mark.kind} at ${mark.keys === '' ? 'the beginning' : mark.keys}`,
      ...(mark.twilioCode !== null && { twilioCode: mark.twilioCode }),
      ...(mark.kind !== 'unreachable-route' && { reproduce: show(mark) }),
    })),
  }
}
