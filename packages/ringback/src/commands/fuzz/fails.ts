import type { FuzzFinding } from '@ringback/fuzz'
import type { FuzzCommandOptions } from './options.ts'

/** Whether a finding makes the run fail, by `--fail-on`. A hint never does. */
export function fails({ severity }: FuzzFinding, failOn: FuzzCommandOptions['failOn']): boolean {
  return severity === 'error' || severity === failOn
}
