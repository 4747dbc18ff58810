import { runCli } from '../run-cli.ts'

/** A `ringback serve` that runs in this process. */
export interface RunningServe {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts `ringback serve` in virtual time on a free port, and resolves when it listens. */
export async function startServe(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RunningServe> {
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>()
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const done = runCli(['serve', ...argv, '--port', '0', '--virtual-time'], {
    ...options,
    onStart: (sendSignal) => (send = sendSignal),
    onStderr(text) {
      const [, url] = /Use (http:\S+) in place of/.exec(text) ?? []
      if (url !== undefined) resolve(url)
    },
  })
  void done.then(({ stderr }) => reject(new Error(stderr)))
  return {
    url: await listening,
    async stop() {
      send('SIGTERM')
      await done
    },
  }
}
