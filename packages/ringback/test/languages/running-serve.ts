import { runCli } from '../run-cli.ts'

/** A `ringback serve` that runs in this process. */
export interface RunningServe {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Runs the arguments of a `ringback serve` on a free port, and resolves when it listens. */
export async function startServe(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RunningServe> {
  const { promise: listening, resolve, reject } = Promise.withResolvers<string>()
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const done = runCli([...argv, '--port', '0'], {
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
