import { dialCallStatus } from '@ringback/catalog'
import { dialResults, type Step, type Waiting } from '@ringback/simulator'
import { pageKey } from '../../routes/page-key.ts'

const keys = Array.from('0123456789*#')
const question = 'I would like to know when you are open.'

/** The steps that are possible where a call waits, each a group that belongs together. */
export function nextSteps(waiting: Waiting): readonly (readonly Step[])[] {
  switch (waiting.for) {
    case 'gather':
      return [
        ...(waiting.input.includes('dtmf') ? pressed(waiting.numDigits) : []),
        ...(waiting.input.includes('speech') ? [{ type: 'speech', text: question } as const] : []),
        { type: 'nothing' } as const,
      ].map((step) => [step])
    case 'record':
      return [[{ type: 'keys', keys: waiting.finishOnKey.slice(0, 1) || '#' }], [{ type: 'nothing' }]]
    case 'dial':
      return dialResults.map((result) => outcomes(waiting, result))
    case 'queue':
      return [[{ type: 'agent' }], [{ type: 'nothing' }]]
    case 'connect':
      return [
        [
          { type: 'speech', text: question },
          { type: 'pause', seconds: 12 },
        ],
        [
          { type: 'keys', keys: '1' },
          { type: 'pause', seconds: 2 },
        ],
        [{ type: 'pause', seconds: 15 }],
      ]
    case 'conversation':
    case 'conference':
    case 'pay':
      return []
  }
}

/** One outcome for each telephone that may ring: those that ring one after the other have a step each. */
function outcomes(
  { sequential, targets }: Extract<Waiting, { for: 'dial' }>,
  result: (typeof dialResults)[number],
): readonly Step[] {
  const rings = sequential && result !== dialCallStatus.answered ? targets.length : 1
  return Array.from({ length: rings }, () => ({ type: 'dial', result }))
}

/** Each key, as often as the Gather takes keys; where it takes any number, once and then the key that ends it. */
function pressed(numDigits: number | undefined): readonly Step[] {
  return keys.map((key) => ({
    type: 'keys',
    keys: numDigits === undefined ? `${key}#` : key.repeat(Math.min(numDigits, 12)),
  }))
}

/**
 * A key for the place where a call waits: the page of the document that runs (`url`), and what the call waits for. Numbers
 * and SIDs do not count, except those that are dialled.
 */
export function placeOf(waiting: Waiting, url: string | undefined): string {
  const text = JSON.stringify(waiting)
  const page = url === undefined ? '' : pageKey(url)
  return `${page} ${waiting.for === 'dial' ? text : withoutIds(text)}`
}

function withoutIds(text: string): string {
  return text.replaceAll(/[\da-f][\da-f-]{15,}/gi, '#').replaceAll(/\d+/g, '#')
}

/** What a step is called in the path of a finding. */
export function wordOf(step: Step): string {
  switch (step.type) {
    case 'keys':
      return step.keys
    case 'nothing':
      return 'silence'
    case 'dial':
      return step.result
    case 'speech':
    case 'pause':
    case 'hangup':
    case 'agent':
      return step.type
  }
}
