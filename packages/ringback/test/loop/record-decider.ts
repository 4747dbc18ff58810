import { authToken, callTo } from '@ringback/app-caller'
import type { Decider, RunningApp } from '@ringback/app-deciders'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startRecording } from '../recording-run.ts'
import { runCli, type CliResult } from '../run-cli.ts'

export const publicUrl = 'https://phone.example.com'
const env = { TWILIO_AUTH_TOKEN: authToken }

/** A folder to run the command line in. */
export interface Project {
  readonly cwd: string
  readonly cli: (...argv: readonly string[]) => Promise<CliResult>
}

/** The project of an app that was recorded. */
export interface RecordedProject extends Project {
  /** Starts the app, with one of its changes. */
  readonly start: (change?: string) => Promise<RunningApp>
  /** The project as a checkout has it: without key and originals, which git ignores. */
  readonly checkout: () => Project
}

/** Records all calls of an app by `ringback record`, as it is when nothing is configured. */
export async function recordDecider(decider: Decider): Promise<RecordedProject> {
  const cwd = mkdtempSync(join(tmpdir(), `ringback-loop-${decider.name}-`))
  const start = (change?: string): Promise<RunningApp> => decider.start({ authToken, publicUrl, change })
  const app = await start()
  const recording = await startRecording(app.url, ['--public-url', publicUrl], { cwd, env })
  const call = callTo(recording.url, publicUrl)
  for (const [number, steps] of decider.calls.entries()) {
    const CallSid = `CA${String(number).padStart(2, '0')}5ef8732a3c49700934481addd5ce16`
    for (const { path, parameters } of steps) {
      await call(path, { CallSid, ...parameters })
      await recording.next('recorded')
    }
  }
  await recording.stop()
  await app.close()
  return { ...projectIn(cwd), start, checkout: () => checkoutOf(cwd) }
}

function projectIn(cwd: string): Project {
  return { cwd, cli: (...argv) => runCli(argv, { cwd, env }) }
}

function checkoutOf(cwd: string): Project {
  const copy = mkdtempSync(join(tmpdir(), 'ringback-checkout-'))
  cpSync(cwd, copy, { recursive: true, filter: (path) => !/[/\\]\.(?:ringback|originals)$/.test(path) })
  return projectIn(copy)
}
