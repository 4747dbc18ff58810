import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A command of ringback that runs. */
export interface Running {
  /** The address of its page. */
  readonly page: string
  /** All that it has printed. */
  readonly output: () => string
  readonly pid: number
  readonly stop: () => Promise<void>
}

/** Starts a command and waits until its output has the address of a page, or, without one, another text. */
export async function startCommand(
  argv: readonly string[],
  options: {
    readonly cwd: string
    readonly env?: Readonly<Record<string, string>>
    readonly waitsFor?: RegExp
  },
): Promise<Running> {
  const { cwd, env = {}, waitsFor = /http:\S+\?token=\S+/ } = options
  const child = spawn(process.execPath, argv, {
    cwd,
    env: { ...process.env, ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000)
    })
  }
  const ended = once(child, 'exit')
  const deadline = Date.now() + 60_000
  while (!waitsFor.test(output)) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${argv.join(' ')}: ${output}`)
    await new Promise((next) => {
      setTimeout(next, 5)
    })
  }
  return {
    page: /http:\S+\?token=\S+/.exec(output)?.[0] ?? '',
    output: () => output,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
