import type { PactFile } from '../pact/pact.ts'
import type { BuildPactsOptions } from './build-options.ts'
import { pactFiles } from './pact-files.ts'
import { planInteractions } from './plan-interactions.ts'

/**
 * The contract between Twilio and an app, without asking the app: one file per route and webhook kind, the same bytes for
 * the same input. The interactions of routes expect any TwiML that Twilio runs; recorded ones expect what was answered.
 */
export function buildPacts(options: BuildPactsOptions): readonly PactFile[] {
  return pactFiles(planInteractions(options).interactions, options)
}
