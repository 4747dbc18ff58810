import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'

/** A shell that keeps its folder and its variables from line to line. */
export interface Shell {
  /** Runs a line with nothing on stdin; `printed` is stdout and stderr as they came. */
  readonly run: (line: string) => Promise<{ readonly code: number; readonly printed: string }>
  readonly close: () => void
}

/** Opens a POSIX shell in a folder. */
export function openShell(cwd: string, path: string): Shell {
  const { TWILIO_AUTH_TOKEN: _token, NO_COLOR: _color, FORCE_COLOR: _force, ...env } = process.env
  const child = spawn('sh', {
    cwd,
    env: { ...env, PATH: path, NO_COLOR: '1' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  let heard = (): void => undefined
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    heard()
  })
  return {
    run(line) {
      const end = `end-of-${randomUUID()}`
      text = ''
      child.stdin.write(`{ ${line}\n} 2>&1 < /dev/null; echo "${end} $?"\n`)
      return new Promise((resolve) => {
        heard = () => {
          const at = text.indexOf(end)
          const code = at < 0 ? null : /^ (\d+)\n/.exec(text.slice(at + end.length))
          if (code !== null) resolve({ code: Number(code[1]), printed: text.slice(0, at) })
        }
      })
    },
    close: () => child.stdin.end(),
  }
}
