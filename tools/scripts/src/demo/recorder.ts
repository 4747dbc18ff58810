import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { ProxyEvent } from '@ringback/proxy'
import { startCli } from './cli.ts'

/** A running `ringback record`. */
export interface Recorder {
  readonly url: string
  /** Exchanges that were acknowledged as recorded so far. */
  readonly recorded: () => number
  /** What it said on stderr: the banner, and what it recovered. */
  readonly said: () => string
  /** Resolves when so many exchanges were acknowledged. */
  readonly hasRecorded: (count: number) => Promise<void>
  readonly kill: () => Promise<void>
  /** SIGTERM; resolves to the exit code. */
  readonly stop: () => Promise<number | null>
}

export interface RecorderOptions {
  readonly target: string
  readonly publicUrl: string
  readonly authToken: string
  /** Where it runs: the recordings are made below. */
  readonly folder: string
}

/** Starts `ringback record` and waits until it listens. Throws with its own words when it does not. */
export async function startRecorder(options: RecorderOptions): Promise<Recorder> {
  const { target, publicUrl, authToken, folder } = options
  const child = startCli(
    [
      'record',
      target,
      '--public-url',
      publicUrl,
      '--voice-url',
      '/voice',
      '--port',
      '0',
      '--format',
      'ndjson',
    ],
    folder,
    { TWILIO_AUTH_TOKEN: authToken },
  )
  let said = ''
  let recorded = 0
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>()
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const exited = once(child, 'exit')
  const listening = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const event = JSON.parse(line) as ProxyEvent
      if (event.type === 'listening') resolve(event.url)
      if (event.type === 'recorded') recorded += 1
      for (const waiter of waiting) if (recorded >= waiter.count) waiter.resolve()
    })
    void exited.then(() => reject(new Error(`ringback record did not start:\n${said}`)))
  })
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    await exited
    return child.exitCode
  }
  return {
    url: await listening,
    recorded: () => recorded,
    said: () => said,
    hasRecorded: (count) =>
      new Promise((resolve) => {
        if (recorded >= count) resolve()
        else waiting.add({ count, resolve })
      }),
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
  }
}
