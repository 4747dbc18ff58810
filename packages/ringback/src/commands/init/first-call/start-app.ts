import { messageOf, printable, RingbackError } from '@ringback/common'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { isUp } from '../../../app/is-up.ts'

/** An app that was started for a call. */
export interface StartedApp {
  /** Ends it, with all processes that its command started. */
  readonly stop: () => Promise<void>
}

/** How an app is started. */
export interface StartAppOptions {
  readonly command: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where it will listen. */
  readonly url: URL
  readonly signal: AbortSignal
}

const patienceMs = 60_000
const stepMs = 100
const shownLines = 12

/** Starts an app by its command and waits until it listens. Throws a `RingbackError` with what it printed if it does not. */
export async function startApp({ command, cwd, env, url, signal }: StartAppOptions): Promise<StartedApp> {
  const child = spawn(command, {
    cwd,
    env: { ...env, PORT: url.port === '' ? undefined : url.port },
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which can be ended as a whole.
    detached: process.platform !== 'win32',
  })
  const printed = lastLines(child)
  const state: { ended?: string } = {}
  child.once('error', (error) => (state.ended = messageOf(error)))
  child.once('exit', (code, by) => {
    state.ended ??= by === null ? `it ended with exit code ${code}` : `${by} ended it`
  })
  const stop = (): Promise<void> => stopGroup(child)
  const deadline = performance.now() + patienceMs
  while (state.ended === undefined && performance.now() < deadline && !signal.aborted) {
    if (await isUp(url)) return { stop }
    await wait(stepMs)
  }
  await stop()
  if (signal.aborted)
    throw new RingbackError('stopped', 'Stopped before the first call. The files are written.')
  const reason = state.ended ?? `nothing listens at ${url.origin} after ${patienceMs / 1000} s`
  throw new RingbackError(
    'app-not-started',
    [`Cannot start the app by \`${command}\`: ${reason}`, ...printed()].join('\n'),
    {
      remedy:
        'The files are written. Start the app yourself and run: npx ringback call --keys 1 --record. Or pass --start and --app.',
    },
  )
}

function lastLines(child: ChildProcess): () => readonly string[] {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4000)
    })
  }
  return () =>
    text
      .trim()
      .split('\n')
      .slice(-shownLines)
      .map((line) => printable(line.trimEnd()))
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  send(child, 'SIGTERM')
  const isOver = await Promise.race([ended.then(() => true), wait(3000, false, { ref: false })])
  if (isOver) return
  send(child, 'SIGKILL')
  await ended
}

function send({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}
