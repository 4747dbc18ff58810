import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { howItEnded } from '../shell/how-it-ended.ts'
import type { Io } from '../shell/io.ts'

/** A program that ends when this process does, however that ends. */
export interface GuardedProcess {
  /** Hears each line that it prints, on either output. */
  readonly onLine: (listener: (line: string) => void) => void
  /** Resolves to how it ended. */
  readonly ended: Promise<string>
  /** Tells it to end, and waits until it has. */
  readonly close: () => Promise<void>
}

/**
 * Starts the program that follows and ends it when its own input ends: when ringback closes it, or is gone, also by kill -9.
 * A program that does not end by itself is killed two seconds later. A shell starts background jobs with an empty input, so the
 * input is handed over as descriptor 3.
 */
const guard = `exec 3<&0; "$@" </dev/null 3<&- & p=$!
{ read _ <&3; kill -TERM $p; sleep 2; kill -KILL $p; } >/dev/null 2>&1 & g=$!
wait $p; s=$?; kill $g 2>/dev/null; exit $s`

/** Starts a program in a process group of its own: Ctrl-C on the terminal is for ringback, which ends it in time. */
export function startGuarded(
  file: string,
  args: readonly string[],
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
): GuardedProcess {
  const isWindows = process.platform === 'win32'
  const [command, rest] = isWindows ? [file, args] : ['/bin/sh', ['-c', guard, 'sh', file, ...args]]
  const child = spawn(command, rest, { env, cwd, stdio: 'pipe', detached: !isWindows, windowsHide: true })
  const ended = endOf(child)
  child.stdin.on('error', () => undefined)
  const listeners = new Set<(line: string) => void>()
  for (const output of [child.stdout, child.stderr]) readLines(output, listeners)
  return {
    onLine: (listener) => void listeners.add(listener),
    ended,
    async close() {
      child.stdin.end()
      if (isWindows) child.kill()
      await ended
    },
  }
}

async function endOf(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return howItEnded(code, signal)
  } catch (error) {
    return `it could not be started: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Longer lines are cut: what is printed is for messages only. */
const longestLine = 10_000

function readLines(output: NodeJS.ReadableStream, listeners: ReadonlySet<(line: string) => void>): void {
  let rest = ''
  output.setEncoding('utf8')
  output.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = (lines.pop() ?? '').slice(0, longestLine)
    for (const line of lines) for (const listener of listeners) listener(line.trimEnd())
  })
}
