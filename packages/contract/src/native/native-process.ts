import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { VerifierOptions } from '@pact-foundation/pact-core'
import { ContractError } from '../contract-error.ts'
import type { NativeAnswer, NativeJob } from './native-job.ts'
import { type NativeResult, parseNativeResult } from './native-result.ts'
import { resolvePactPackage } from './package-missing.ts'

/** Pact's native verifier in a process of its own. */
export interface NativeProcess {
  /** Runs one job. Rejects with a `ContractError` when the process dies or takes longer than `timeoutMs`. */
  readonly run: (options: VerifierOptions, timeoutMs: number) => Promise<NativeResult>
  readonly close: () => void
}

const keptOutput = 2000

/**
 * Starts the verifier. `env` replaces variables of this process's environment. Throws a `ContractError` when Pact's
 * core is not installed.
 */
export function startNativeProcess(env: Readonly<Record<string, string>>): NativeProcess {
  resolvePactPackage('@pact-foundation/pact-core')
  // The sibling of this file: TypeScript in the sources, JavaScript when built.
  const extension = extname(import.meta.url)
  const script = fileURLToPath(new URL(`native-verifier${extension}`, import.meta.url))
  const child = fork(script, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, PACT_DO_NOT_TRACK: 'true' },
    // From its sources it needs those of the other packages: there may be no build of them.
    execArgv: extension === '.ts' ? ['--conditions=ringback:source'] : [],
  })
  const lastLine = lastLineOf(child)
  let nextId = 0
  return {
    run: (options, timeoutMs) => runJob(child, { id: nextId++, options }, timeoutMs, lastLine),
    close: () => void child.kill(),
  }
}

function runJob(
  child: ChildProcess,
  job: NativeJob,
  timeoutMs: number,
  lastLine: () => string,
): Promise<NativeResult> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`did not end within ${timeoutMs / 1000} s`)
    }, timeoutMs)
    const onMessage = ({ id, output }: NativeAnswer): void => {
      if (id !== job.id) return
      stopListening()
      resolve(parseNativeResult(output))
    }
    const onExit = (code: number | null, signal: string | null): void =>
      fail(`ended ${signal === null ? `with code ${code}` : `by ${signal}`}: ${lastLine()}`)
    const stopListening = (): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit)
    }
    const fail = (how: string): void => {
      stopListening()
      reject(new ContractError('verifier-died', `Pact's verifier ${how}`))
    }
    if (child.exitCode !== null || child.signalCode !== null) {
      onExit(child.exitCode, child.signalCode)
      return
    }
    child.on('message', onMessage).on('exit', onExit)
    child.send(job, (error) => {
      if (error !== null) fail(`cannot be reached: ${error.message}`)
    })
  })
}

/** Reads what a process prints, and keeps the end of it. */
function lastLineOf(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = `${text}${chunk}`.slice(-keptOutput)
    })
  }
  return () => text.trim().split('\n').at(-1) ?? ''
}
