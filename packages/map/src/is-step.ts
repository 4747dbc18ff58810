import { dialResults, type Step } from '@ringback/simulator'

/** Whether a value of a map that was read is a step. */
export function isStep(value: unknown): value is Step {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false
  const step: Readonly<Record<string, unknown>> = { ...value }
  switch (step['type']) {
    case 'keys':
      return typeof step['keys'] === 'string'
    case 'speech':
      return typeof step['text'] === 'string'
    case 'pause':
      return typeof step['seconds'] === 'number'
    case 'dial':
      return (
        dialResults.some((result) => result === step['result']) &&
        (step['keys'] === undefined || typeof step['keys'] === 'string')
      )
    case 'nothing':
    case 'hangup':
    case 'agent':
      return true
    default:
      return false
  }
}
