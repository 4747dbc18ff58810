import { printKeyPath } from '@ringback/simulator'
import type { MapEdge, MapEnd, MapState } from '../phone-map.ts'

/** What happens at a state, in a few words. */
export function titleOf({ waiting }: MapState): string {
  switch (waiting.for) {
    case 'gather':
      return 'Asks for input'
    case 'record':
      return 'Records a message'
    case 'dial':
      return `Dials ${waiting.targets.join(', ')}`
    case 'conversation':
      return `Talks to ${waiting.with.join(', ')}`
    case 'queue':
      return `Waits in queue ${waiting.queue}`
    case 'conference':
      return `In conference ${waiting.conference}`
    case 'connect':
      return `Connected to ${waiting.noun}`
    case 'pay':
      return 'Takes a payment'
  }
}

/** How a call ends. */
export function endTitle({ problems }: MapEnd): string {
  const [problem] = problems
  if (problem === undefined) return 'The call ends'
  return problem.twilioCode === null ? `Fails: ${problem.code}` : `Fails: ${problem.twilioCode}`
}

/** The inputs of edges that lead to the same place, as one label: `1`, `0 5-8 *`, `silence`, `busy, failed`. */
export function labelOf(edges: readonly MapEdge[], from: MapState | undefined): string {
  const keys = edges.flatMap(({ input }) =>
    input.length === 1 && input[0]?.type === 'keys' ? [input[0].keys] : [],
  )
  const others = edges.flatMap(({ input, times }) => {
    const [step] = input
    if (input.length === 1 && step?.type === 'keys' && times === 1) return []
    const text = nameOf(input, from)
    return [times === 1 ? text : `${text} ×${times}`]
  })
  const once = edges.every(({ times }) => times === 1) ? runs(keys) : []
  return [...(once.length === 0 ? [] : [once.join(' ')]), ...others].join(', ')
}

function nameOf(input: MapEdge['input'], from: MapState | undefined): string {
  const [step] = input
  if (input.length === 1 && step?.type === 'nothing') return passing(from)
  return from?.waiting.for === 'record' ? 'a message' : printKeyPath(input)
}

/** The label for doing nothing at a state. */
function passing(state: MapState | undefined): string {
  if (state?.waiting.for === 'conversation') return 'other person hangs up'
  return state?.waiting.for === 'queue' ? 'time' : 'silence'
}

/** `5 6 7 8` as `5-8`, in the order of the digits. */
function runs(keys: readonly string[]): readonly string[] {
  const sorted = keys.toSorted((one, other) => '0123456789*#'.indexOf(one) - '0123456789*#'.indexOf(other))
  const parts: string[] = []
  for (let index = 0; index < sorted.length; index += 1) {
    const start = sorted[index] ?? ''
    let last = index
    while (isNext(sorted[last], sorted[last + 1])) last += 1
    parts.push(last - index < 2 ? start : `${start}-${sorted[last]}`)
    if (last - index >= 2) index = last
  }
  return parts
}

function isNext(one: string | undefined, other: string | undefined): boolean {
  return /^\d$/.test(one ?? '') && /^\d$/.test(other ?? '') && Number(other) === Number(one) + 1
}
