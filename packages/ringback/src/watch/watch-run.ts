import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { printable } from '@ringback/common'
import { isUp } from '../app/is-up.ts'
import { forkCommand } from '../fork-command.ts'
import { exitCode, type ExitCode } from '../shell/exit-code.ts'
import type { Io } from '../shell/io.ts'
import { stylesFor } from '../shell/styles.ts'
import { createChangesOfRuns, type ChangesOfRuns } from './changes-of-runs.ts'
import { watchFiles, type FileChanges } from './file-changes.ts'

/** What is run again and again. */
export interface WatchedRun {
  /** The command line, without the options to watch. */
  readonly argv: readonly string[]
  /** Where the app listens; undefined for an app that each run loads itself. */
  readonly app: URL | undefined
  readonly folder: string
  /** Files and folders that the command itself writes. */
  readonly ignored: readonly string[]
}

/** Changes that follow each other within this time are one. */
const quietMs = 200
/** An app that is restarted when its files change is down within this time. */
const restartMs = 1000
const pollMs = 100
const idleMs = 1000
/** A file that changes during so many runs in a row is written by the app. */
const mostInARow = 5
const clearScreen = '\u001B[2J\u001B[3J\u001B[H'

/** The state of a watched run. */
interface Watching extends WatchedRun {
  readonly io: Io
  readonly changes: FileChanges
  readonly signal: AbortSignal
  readonly say: (text: string) => void
  readonly changesOfRuns: ChangesOfRuns
  /** Whether the app was there when it was looked at last. */
  isUp: boolean
}

/**
 * Runs a command in a process of its own, and again whenever files change or the app is back after a restart, until a signal.
 * A new process sees new modules and a new configuration.
 */
export async function watchRun(watched: WatchedRun, io: Io): Promise<ExitCode> {
  const stopped = new AbortController()
  const stopListening = io.onSignal((name) => stopped.abort(name))
  const { dim } = stylesFor(io, 'stderr')
  const changes = await watchFiles(watched.folder, watched.ignored)
  const watching: Watching = {
    ...watched,
    io,
    changes,
    signal: stopped.signal,
    say: (text) => void io.stderr.write(`${dim(printable(text))}\n`),
    changesOfRuns: createChangesOfRuns(mostInARow),
    isUp: true,
  }
  while (!stopped.signal.aborted) {
    if (io.isTerminal.stdout) io.stdout.write(clearScreen)
    await runOnce(watching)
    if (stopped.signal.aborted) break
    watching.say(`Waiting for changes in ${watched.folder}. Ctrl-C stops.`)
    const reason = await untilNeeded(watching)
    if (reason !== undefined) watching.say(reason)
  }
  stopListening()
  await changes.close()
  // Who stops has seen the results; like a watching test runner that is told to quit, this is no failure.
  return exitCode.good
}

/** Runs the command until it ends, a file changes or a signal comes. */
async function runOnce(watching: Watching): Promise<void> {
  const { argv, io, changes, signal } = watching
  const child = forkCommand(argv, io, {
    stdout: io.isTerminal.stdout ? 'inherit' : 'pipe',
    stderr: io.isTerminal.stderr ? 'inherit' : 'pipe',
  })
  child.stdout?.on('data', (chunk: Buffer) => io.stdout.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => io.stderr.write(chunk))
  const done = new AbortController()
  // With its output, which may end later than the process.
  const ended = once(child, 'close').then(() => done.abort())
  const wakes = AbortSignal.any([signal, done.signal])
  while (!wakes.aborted) {
    if (!(await isRunning(watching))) watching.isUp = false
    if (await changes.wait(idleMs, wakes)) break
  }
  for (const file of watching.changesOfRuns.take(changes.take())) {
    changes.ignore(file)
    watching.say(`${file} changes with every run, so it is not watched any more.`)
  }
  if (!done.signal.aborted) stop(child, signal)
  await ended
}

/** Ends a run. On a terminal Ctrl-C has reached it already, and a second signal would cut its results off. */
function stop(child: ChildProcess, signal: AbortSignal): void {
  const hasHeard = signal.reason === 'SIGINT' && child.stdout === null
  if (!hasHeard) child.kill('SIGTERM')
}

/** Waits for a reason to run again, and until the app is there. Undefined: a signal came. */
async function untilNeeded(watching: Watching): Promise<string | undefined> {
  const { changes, changesOfRuns, signal, app, say } = watching
  const during = changesOfRuns.ofLastRun()
  if (during.length > 0) return settled(watching, during)
  while (!signal.aborted) {
    if (await changes.wait(idleMs, signal)) return settled(watching, [])
    const isUp = await isRunning(watching)
    const isBack = isUp && !watching.isUp
    if (!isUp && watching.isUp) say(`The app at ${app?.origin ?? ''} is gone. Waiting for it ...`)
    watching.isUp = isUp
    if (isBack) return `The app is back at ${app?.origin ?? ''}.`
  }
  return undefined
}

/** Waits until no more files change and the app, which may be restarted for it, is there. */
async function settled(watching: Watching, before: readonly string[]): Promise<string | undefined> {
  const { changes, signal, app, say } = watching
  const files = new Set(before)
  do for (const file of changes.take()) files.add(file)
  while (await changes.wait(quietMs, signal))
  const [first = ''] = files
  const reason = `Changed: ${first}${files.size > 1 ? ` and ${files.size - 1} more` : ''}`
  if (app === undefined) return reason
  for (let waited = 0; waited < restartMs && !signal.aborted; waited += pollMs) {
    if (!(await isRunning(watching))) {
      say(`${reason}. Waiting for the app at ${app.origin} ...`)
      while (!signal.aborted && !(await isRunning(watching))) await pause(signal)
      break
    }
    await pause(signal)
  }
  watching.isUp = true
  return signal.aborted ? undefined : reason
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(pollMs, undefined, { signal }).catch(() => undefined)
}

async function isRunning({ app }: Watching): Promise<boolean> {
  return app === undefined || isUp(app)
}
