import type { Step } from './step.ts'

type DialStep = Extract<Step, { type: 'dial' }>

/** Gives every telephone that rings its dial step. */
export interface DialSteps {
  /** The step at a position is being taken now. */
  readonly reach: (position: number) => void
  /** A Dial begins. Sequential: each of its telephones has a step of its own; else all of them have the same. */
  readonly startDial: (isSequential: boolean) => void
  /** The step of the telephone that rings now. */
  readonly ring: () => DialStep
  /** Whether the step at a position was given to a telephone of a Dial before the present one. */
  readonly isOver: (position: number) => boolean
  /** Whether the step at a position was given to a telephone. */
  readonly isGiven: (position: number) => boolean
}

/**
 * Dial steps in their order, each given once. A telephone may ring while an earlier step is being taken, so the step is
 * looked for from there on, past steps that were given and pauses, and no further than the next thing that the caller
 * does. Where there is none, the telephone has `otherwise`.
 */
export function createDialSteps(steps: readonly Step[], otherwise: DialStep): DialSteps {
  /** By position, the number of the Dial that it was given to. */
  const given = new Map<number, number>()
  let reached = -1
  let dials = 0
  let isSequential = false
  let current: DialStep | undefined

  const nextFree = (): number | undefined => {
    for (let position = Math.max(reached, 0); position < steps.length; position += 1) {
      const step = steps[position]
      if (step?.type === 'dial') {
        if (!given.has(position)) return position
      } else if (position !== reached && step?.type !== 'pause') {
        return undefined
      }
    }
    return undefined
  }
  return {
    reach: (position) => void (reached = position),
    startDial(sequential) {
      dials += 1
      isSequential = sequential
      current = undefined
    },
    ring() {
      if (current !== undefined && !isSequential) return current
      const position = nextFree()
      const step = position === undefined ? undefined : steps[position]
      if (position !== undefined) given.set(position, dials)
      current = step?.type === 'dial' ? step : otherwise
      return current
    },
    isOver: (position) => (given.get(position) ?? dials) < dials,
    isGiven: (position) => given.has(position),
  }
}
