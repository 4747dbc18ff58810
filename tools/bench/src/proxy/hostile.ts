import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { load, type LoadResult } from './load-result.ts'
import { startScript } from './processes.ts'

/** The largest body that is recorded. */
const bytes = 2_000_000
const wholly = (piece: string): string => piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes)

/** Bodies of 2 MB that took quadratic time once, or are of the same kind. */
const shapes: Readonly<Record<string, () => string>> = {
  'no @ after a long mailbox': () => `SpeechResult=${wholly('a.b+c-')}`,
  'the beginning of a JWT, again and again': () => `SpeechResult=${wholly('eyJaaaaa.')}`,
  'one long number': () => `Digits=${wholly('5')}`,
  '200,000 parameters': () => wholly('p1=234567&'),
  '1,000,000 names': () => wholly('a&'),
  '666,000 empty parameters': () => wholly('a=&'),
  '8,000 long parameters': () =>
    Array.from({ length: 8000 }, (_, index) => `p${index}=${'v'.repeat(240)}`).join('&'),
  'plus signs': () => `SpeechResult=${wholly('+')}`,
  'at signs': () => `SpeechResult=${wholly('@')}`,
  mailboxes: () => `SpeechResult=${wholly('a.b+c@')}`,
  XML: () => `SpeechResult=${wholly('<a b="c">')}`,
  'percent signs': () => `SpeechResult=${wholly('%25')}`,
  'Cyrillic letters': () => `CallerName=${encodeURIComponent(wholly('Ж').slice(0, bytes / 6))}`,
  'nested JSON': () => `Payload=${wholly('[')}`,
}

export interface Hostile {
  readonly shape: string
  /** Of other callers, while such bodies are being redacted. */
  readonly others: LoadResult
  /** How much longer the slowest of them took than the slowest without such bodies, in milliseconds. */
  readonly addedMs: number
}

const authToken = '0123456789abcdef0123456789abcdef'

/**
 * How long other callers wait while the recorder takes, checks and redacts hostile bodies, one every 300 ms; first without
 * any.
 */
export async function sendHostile(app: string, root: string, seconds: number): Promise<readonly Hostile[]> {
  const folder = await mkdtemp(join(root, 'hostile-'))
  const served = await startScript('ours.ts', [app, join(folder, 'recordings'), authToken])
  const results: Hostile[] = []
  let firstIndex = 0
  const others = async (): Promise<LoadResult> => {
    const result = await load(served.url, { connections: 8, seconds, rate: 200, firstIndex })
    firstIndex += result.requests + 8
    return result
  }
  await others()
  const without = await others()
  results.push({ shape: 'none', others: without, addedMs: 0 })
  for (const [shape, bodyOf] of Object.entries(shapes)) {
    const body = Buffer.from(`AccountSid=AC${'0'.repeat(32)}&CallSid=CA${'f'.repeat(32)}&${bodyOf()}`)
    const timer = setInterval(() => send(served.url, body), 300)
    const found = await others()
    results.push({ shape, others: found, addedMs: found.worst - without.worst })
    clearInterval(timer)
  }
  await served.stop()
  await rm(folder, { recursive: true, force: true })
  return results
}

function send(url: string, body: Buffer): void {
  const headers = {
    'Content-Type': 'application/x-www-form-urlencoded',
    'Content-Length': body.length,
    'X-Twilio-Signature': '0123456789abcdefghijklmnopq=',
  }
  const outgoing = request(`${url}/voice`, { method: 'POST', headers }, (answer) => void answer.resume())
  outgoing.on('error', () => undefined)
  outgoing.end(body)
}
