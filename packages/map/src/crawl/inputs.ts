import { dialCallStatus } from '@ringback/catalog'
import { dialResults, type Step, type Waiting } from '@ringback/simulator'
import type { Segment } from '../phone-map.ts'

/** The words of Gather's `input`. */
const inputType = { dtmf: 'dtmf', speech: 'speech' } as const

/** The keys of a telephone, in the order of the keypad. */
export const keypad = '1234567890*#'

/** One thing that people can do at a state: one or more steps. */
export type Input = readonly Step[]

const nothing: Input = [{ type: 'nothing' }]
const message: Step = { type: 'speech', text: 'Hello, this is a message.' }
/** Where an agent of the app listens: a question, a key, and time, in which it may fail. */
const connected: readonly Input[] = [
  [
    { type: 'speech', text: 'I would like to know when you are open.' },
    { type: 'pause', seconds: 12 },
  ],
  [
    { type: 'keys', keys: '1' },
    { type: 'pause', seconds: 2 },
  ],
  [{ type: 'pause', seconds: 15 }],
]
const somethingElse = 'something else'
const mostHints = 8

/** Everything that is tried at a state, except hanging up, which is tried everywhere. */
export function inputsAt(waiting: Waiting, { dialled }: Segment): readonly Input[] {
  switch (waiting.for) {
    case 'gather':
      return [...keysAt(waiting), ...speechAt(waiting), nothing]
    case 'record': {
      const end = waiting.finishOnKey.slice(0, 1)
      return [end === '' ? [message] : [message, { type: 'keys', keys: end }], nothing]
    }
    case 'dial':
      return dialled.length === 0 ? [nothing] : outcomesOf(waiting)
    case 'conversation':
      return [nothing]
    case 'queue':
      return [[{ type: 'agent' }], nothing]
    case 'pay':
      return [[{ type: 'keys', keys: '*' }], nothing]
    case 'connect':
      return connected
    case 'conference':
      return []
  }
}

type Dial = Extract<Waiting, { for: 'dial' }>

/** Of telephones that ring one after the other, so many are tried. */
const mostInTurn = 5

/** Every outcome of a Dial. Where telephones ring one after the other, also that a later one answers after a busy one. */
function outcomesOf({ targets, sequential }: Dial): readonly Input[] {
  const count = sequential ? Math.min(targets.length, mostInTurn) : 1
  const all = dialResults.flatMap((result): readonly Input[] =>
    result === dialCallStatus.answered ? [] : [repeatedDial(result, count)],
  )
  const answeredAt = Array.from({ length: count }, (_, before): Input => [
    ...repeatedDial(dialCallStatus.busy, before),
    { type: 'dial', result: dialCallStatus.answered },
  ])
  return [...answeredAt, ...all]
}

function repeatedDial(result: (typeof dialResults)[number], times: number): Input {
  return Array.from({ length: times }, () => ({ type: 'dial', result }))
}

type Gather = Extract<Waiting, { for: 'gather' }>

/**
 * The keys pressed at a Gather: the key as often as the Gather takes digits, or once with the key that ends the input.
 */
export function keysFor({ numDigits, finishOnKey }: Gather, key: string): string {
  return numDigits === undefined ? key + finishOnKey.slice(0, 1) : key.repeat(numDigits)
}

function keysAt(waiting: Gather): readonly Input[] {
  if (!waiting.input.includes(inputType.dtmf)) return []
  return Array.from(keypad)
    .filter((key) => !waiting.finishOnKey.includes(key))
    .map((key) => [{ type: 'keys', keys: keysFor(waiting, key) }])
}

function speechAt({ input, hints = '' }: Gather): readonly Input[] {
  if (!input.includes(inputType.speech)) return []
  const words = hints
    .split(',')
    .map((hint) => hint.trim())
    .filter((hint) => hint !== '' && !hint.startsWith('$'))
  return [...words.slice(0, mostHints), somethingElse].map((text) => [{ type: 'speech', text }])
}
