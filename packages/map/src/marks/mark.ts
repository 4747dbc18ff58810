import { printKeyPath, type Step } from '@ringback/simulator'
import type { MapMark } from '../phone-map.ts'

type Given = Omit<MapMark, 'keys' | 'twilioCode' | 'severity'> &
  Partial<Pick<MapMark, 'twilioCode' | 'severity'>>

/** A mark with its key path. A warning, unless it is said to be an error. */
export function mark({ severity = 'warning', twilioCode = null, ...given }: Given): MapMark {
  return { ...given, severity, twilioCode, keys: printKeyPath(given.path) }
}

/** Of marks about the same thing, the one with the shortest path; in the order of their paths. */
export function shortestEach(
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

/** An input as a person would say it. */
export function spoken(input: readonly Step[]): string {
  return input.map(words).join(', then ')
}

function words(step: Step): string {
  switch (step.type) {
    case 'keys':
      return step.keys.length === 1 ? `key ${step.keys}` : `keys ${step.keys}`
    case 'speech':
      return `"${step.text}"`
    case 'nothing':
      return 'silence'
    case 'hangup':
      return 'hanging up'
    case 'dial':
      return `a Dial that ends ${step.result}`
    case 'agent':
      return 'an agent'
    case 'pause':
      return `${step.seconds} s`
  }
}
