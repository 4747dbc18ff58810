import { agentWord, type Step } from './step.ts'

/** The steps as a key path, which `parseKeyPath` reads again. */
export function printKeyPath(steps: readonly Step[]): string {
  return steps.map(wordOf).join(',')
}

function wordOf(step: Step): string {
  switch (step.type) {
    case 'keys':
      return step.keys
    case 'speech':
      return JSON.stringify(step.text)
    case 'pause':
      return `w${step.seconds}`
    case 'nothing':
      return 'n'
    case 'hangup':
      return 'h'
    case 'dial':
      return step.keys === undefined ? step.result : `${step.result}:${step.keys}`
    case 'agent':
      return agentWord
  }
}
