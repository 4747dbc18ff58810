import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import { createRedactor } from '@ringback/redaction'
import { claimFolderKey, exchangeOf, openOriginals, type ObservedExchange } from '@ringback/redaction/node'
import { redactionKeys, redactorOptions } from '../src/state/redaction-key.ts'

/** The number of a caller, and the SID of his call. */
export function callerOf(call: number): { readonly number: string; readonly callSid: string } {
  const digits = String(call).padStart(2, '0')
  return { number: `+142055501${digits}`, callSid: `CA${'5e'.repeat(15)}${digits}` }
}

/** A new working directory in which calls were recorded by default, with two exchanges each and a key of its own. */
export async function recordedFolder(
  calls: readonly number[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-originals-'))
  await recordCalls(cwd, calls, env)
  return cwd
}

/** Records more calls in such a directory, as the settle worker does, but in this thread. */
export async function recordCalls(
  cwd: string,
  calls: readonly number[],
  env: Readonly<Record<string, string>> = {},
  hasOriginals = true,
): Promise<void> {
  const observed = calls.flatMap((call) => [observedOf(call, 1), observedOf(call, 2)])
  await recordObserved(cwd, observed, env, hasOriginals)
}

/** Records exchanges in such a directory. */
export async function recordObserved(
  cwd: string,
  observed: readonly ObservedExchange[],
  env: Readonly<Record<string, string>> = {},
  hasOriginals = true,
): Promise<void> {
  const recordings = join(cwd, 'recordings')
  const keys = await redactionKeys(cwd, env)
  const redactor = createRedactor(redactorOptions(keys))
  const exchanges = observed.map((each) => exchangeOf(each))
  const store = await openDirectoryStore({ directory: recordings })
  await claimFolderKey(recordings, keys.ring, keys.keyFile)
  for (const exchange of exchanges) await store.append(redactor.redactExchange(exchange))
  const originals = await openOriginals({ recordings, ring: keys.ring })
  for await (const recording of hasOriginals ? store.list() : []) {
    const ids = new Set(recording.exchanges.map(({ id }) => id))
    await originals.write(
      recording,
      exchanges.filter(({ id }) => ids.has(id)),
    )
  }
  await store.close()
}

/** An exchange of a call in which nothing is special: `step` of it. */
export function observedOf(call: number, step: number): ObservedExchange {
  const { number, callSid } = callerOf(call)
  const form = new URLSearchParams({
    CallSid: callSid,
    From: number,
    To: '+14155550199',
    CallStatus: 'in-progress',
  })
  return {
    id: `x${String(call).padStart(3, '0')}${step}`,
    startedAt: Date.UTC(2026, 0, 2) + call,
    durationMs: 2,
    method: 'POST',
    url: 'https://phone.example.com/voice',
    headers: ['Content-Type', 'application/x-www-form-urlencoded'],
    body: { bytes: Buffer.from(form.toString()), truncated: false },
    answer: {
      status: 200,
      headers: ['Content-Type', 'text/xml'],
      body: { bytes: Buffer.from(`<Response><Dial>${number}</Dial></Response>`), truncated: false },
    },
    problem: null,
    signature: 'valid',
    provenance: { recorder: 'proxy', version: '0' },
  }
}
