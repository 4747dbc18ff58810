import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'
import { vi } from 'vitest'

/** A program on a terminal. */
export interface TerminalSession {
  /** Types something and waits until the terminal shows what is expected behind what it showed before, styles left away. */
  readonly type: (text: string, expected: RegExp) => Promise<RegExpExecArray>
  readonly close: () => Promise<void>
}

/** Starts a program on a terminal of its own. `command` is a line of the shell. */
export function startTerminal(
  command: string,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): TerminalSession {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  let shown = ''
  let seen = 0
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (shown += chunk))
  return {
    async type(text, expected) {
      child.stdin.write(text)
      const found = await vi
        .waitUntil(() => expected.exec(plain(shown.slice(seen))), { timeout: 60_000 })
        .catch(() => {
          throw new Error(`${expected} was not shown after ${JSON.stringify(text)}: ${shown.slice(seen)}`)
        })
      seen = shown.length
      return found
    },
    async close() {
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** Text as a person sees it. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r', '')
}
