import type { ProxyEvent } from '@ringback/proxy'
import { runCli, type CliResult } from './run-cli.ts'

type EventOf<Type> = Extract<ProxyEvent, { type: Type }>

/** A `ringback record --format ndjson` that runs in this process. */
export interface RecordingRun {
  readonly url: string
  /** The next event of that type that nobody has taken yet. */
  readonly next: <Type extends ProxyEvent['type']>(type: Type) => Promise<EventOf<Type>>
  /** SIGTERM; resolves to what the command printed. */
  readonly stop: () => Promise<CliResult>
}

/** Starts recording and resolves when the proxy listens. */
export async function startRecording(
  target: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RecordingRun> {
  const events = eventReader()
  let send: (signal: NodeJS.Signals) => void = () => undefined
  const done = runCli(['record', target, '--port', '0', '--format', 'ndjson', ...argv], {
    ...options,
    onStart: (sendSignal) => (send = sendSignal),
    onStdout: events.take,
  })
  const { url } = await events.next('listening')
  return {
    url,
    next: events.next,
    stop: () => {
      send('SIGTERM')
      return done
    },
  }
}

function eventReader(): { take: (chunk: string) => void; next: RecordingRun['next'] } {
  const events: ProxyEvent[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  return {
    take(chunk) {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      events.push(...lines.map((line) => JSON.parse(line) as ProxyEvent))
      for (const resolve of waiting) resolve()
      waiting.clear()
    },
    async next(type) {
      for (;;) {
        const index = events.findIndex((event) => event.type === type)
        // The type was looked for.
        if (index >= 0) return events.splice(index, 1)[0] as EventOf<typeof type>
        await new Promise<void>((resolve) => waiting.add(resolve))
      }
    },
  }
}
