import { request } from 'node:http'
import type { Bench, Lines } from '../bench-setup.ts'
import { startRecord } from '../contestants/record-command.ts'
import type { LoadResult } from '../load/load-result.ts'
import { pacedLoad } from '../load/paced-load.ts'
import { table } from './figures.ts'

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

const authToken = '0123456789abcdef0123456789abcdef'
const perSecond = 200
const everyMs = 300

/**
 * How long other callers wait while the recorder takes, checks and redacts hostile bodies; first without any. Signatures are
 * checked, which is one more reader of such bodies.
 */
export async function hostile(bench: Bench): Promise<Lines> {
  const env = { TWILIO_AUTH_TOKEN: authToken }
  const { served } = await startRecord(bench.setup, bench.newFolder('hostile'), { env })
  const others = async (): Promise<LoadResult> =>
    pacedLoad(served.url, { connections: 8, seconds: bench.isQuick ? 2 : 4, perSecond })
  await others()
  const without = await others()
  const rows = [rowOf('none', without, without)]
  for (const [shape, bodyOf] of Object.entries(shapes)) {
    const body = Buffer.from(`AccountSid=AC${'0'.repeat(32)}&CallSid=CA${'f'.repeat(32)}&${bodyOf()}`)
    const timer = setInterval(() => send(served.url, body), everyMs)
    rows.push(rowOf(shape, await others(), without))
    clearInterval(timer)
  }
  await served.kill()
  const what = `others at ${perSecond} requests/s, while such a body arrives every ${everyMs} ms`
  return table([what, 'p50 ms', 'p99 ms', 'worst ms', 'more than without, ms', 'errors'], rows)
}

function rowOf(shape: string, found: LoadResult, without: LoadResult): readonly string[] {
  const times = [found.p50Ms, found.p99Ms, found.worstMs, found.worstMs - without.worstMs]
  return [shape, ...times.map((ms) => ms.toFixed(1)), String(found.errors)]
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
