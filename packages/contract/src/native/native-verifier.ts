/**
 * Runs Pact's native verifier, one job at a time. It is a process of its own because the verifier prints to the
 * standard output past Node, and because a crash of native code ends the process.
 */
import { messageOf } from '@ringback/common'
import { loadPactCore } from './load-pact-core.ts'
import type { NativeAnswer, NativeJob } from './native-job.ts'

const { default: core } = loadPactCore()

process.on('message', (job: NativeJob) => void run(job))
process.on('disconnect', () => process.exit(0))

async function run({ id, options }: NativeJob): Promise<void> {
  const answer: NativeAnswer = { id, output: await core.verifyPacts(options).catch(messageOf) }
  process.send?.(answer)
}
