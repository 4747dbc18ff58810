import { once } from 'node:events'
import { setPriority } from 'node:os'
import { createInterface } from 'node:readline'
import type { Exchange } from '@ringback/recording'
import { storeText } from '../../store/store-address.ts'
import { forkCommand } from '../../fork-command.ts'
import type { Io } from '../../shell/io.ts'
import { withSecret } from '../../state/secret.ts'
import type { RecordSettings } from './settings.ts'

/** Lower than what answers calls. */
const lowPriority = 10

/**
 * Sends a recorded exchange to the app again with `ringback replay`, in a process of its own, so that calls do not wait for it.
 * Resolves when that has ended; `write` gets the lines that it prints.
 */
export async function replayExchange(
  { id, callSid }: Exchange,
  { app, recordings, store, authToken, tokenFile, configFile }: RecordSettings,
  { write, signal }: { readonly write: (line: string) => void; readonly signal: AbortSignal },
  io: Io,
): Promise<void> {
  const argv = [
    'replay',
    app,
    ...(callSid === null ? [] : [callSid]),
    '--exchange',
    id,
    '--pass-with-nothing',
    ...(store === undefined ? ['--recordings', recordings] : []),
    ...(configFile === undefined ? [] : ['--config', configFile]),
  ]
  const [token] = authToken
  const color = io.isTerminal.stderr && !io.env.NO_COLOR ? { FORCE_COLOR: '1' } : {}
  // The environment, since everybody can see arguments.
  // A file may have another one by now.
  const own =
    token === undefined || tokenFile !== undefined ? io.env : withSecret(io.env, 'TWILIO_AUTH_TOKEN', token)
  const found = store === undefined ? own : withSecret(own, 'RINGBACK_STORE', storeText(store))
  const env = { ...found, ...color }
  const child = forkCommand(argv, { env, cwd: io.cwd })
  lower(child.pid)
  const stop = (): void => void child.kill()
  signal.addEventListener('abort', stop)
  const outputs = [child.stdout, child.stderr].filter((output) => output !== null)
  const read = outputs.map(async (input) => {
    for await (const line of createInterface({ input })) write(`  ${line}`)
  })
  await Promise.all([...read, once(child, 'exit')])
  signal.removeEventListener('abort', stop)
}

function lower(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, lowPriority)
  } catch {
    // Not allowed: both then share as the system likes.
  }
}
