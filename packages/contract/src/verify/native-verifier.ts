/**
 * Runs Pact's native verifier, one job at a time. It is a process of its own because the verifier prints to the
 * standard output past Node, and because a crash of native code ends the process.
 */
import { createRequire } from 'node:module'
import type PactCore from '@pact-foundation/pact-core'
import type { NativeAnswer, NativeJob } from './native-job.ts'

const { default: core } = createRequire(import.meta.url)('@pact-foundation/pact-core') as typeof PactCore

process.on('message', (job: NativeJob) => void run(job))
process.on('disconnect', () => process.exit(0))

async function run({ id, options }: NativeJob): Promise<void> {
  const output = await core
    .verifyPacts(options)
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  const answer: NativeAnswer = { id, output }
  process.send?.(answer)
}
