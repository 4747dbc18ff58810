import { dialResults, type Step, type Waiting } from '@ringback/simulator'

const keys = Array.from('0123456789*#')
const question = 'I would like to know when you are open.'

/** The steps that are possible where a call waits. */
export function nextSteps(waiting: Waiting): readonly Step[] {
  switch (waiting.for) {
    case 'gather':
      return [
        ...(waiting.input.includes('dtmf') ? pressed(waiting.numDigits) : []),
        ...(waiting.input.includes('speech') ? [{ type: 'speech', text: question } as const] : []),
        { type: 'nothing' },
      ]
    case 'record':
      return [{ type: 'keys', keys: waiting.finishOnKey.slice(0, 1) || '#' }, { type: 'nothing' }]
    case 'dial':
      return dialResults.map((result) => ({ type: 'dial', result }))
    case 'queue':
      return [{ type: 'agent' }, { type: 'nothing' }]
    case 'conversation':
    case 'conference':
    case 'connect':
    case 'pay':
      return []
  }
}

/** Each key, as often as the Gather takes keys; where it takes any number, once and then the key that ends it. */
function pressed(numDigits: number | undefined): readonly Step[] {
  return keys.map((key) => ({
    type: 'keys',
    keys: numDigits === undefined ? `${key}#` : key.repeat(Math.min(numDigits, 12)),
  }))
}

/** A key for the place where a call waits, which distinguishes it from other places with the same prompts. */
export function placeOf(waiting: Waiting): string {
  return JSON.stringify(waiting).replaceAll(/\d+/g, '#')
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
