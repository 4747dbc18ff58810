import type { Step } from '@ringback/simulator'

/** An input as a person would say it. */
export function describeInput(input: readonly Step[]): string {
  return input.map(describeStep).join(', then ')
}

function describeStep(step: Step): string {
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
