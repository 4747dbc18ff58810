import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { createRedactor } from '@ringback/redaction'
import { exchangeOf, generateRootKey, openRecorder, readKeyRing } from '@ringback/redaction/node'
import { blockingFileSystem, openDirectoryStore } from '@ringback/recording/node'
import { createBodyTee, type BodyTee } from '../src/record/body-tee.ts'
import type { Observed } from '../src/record/observed.ts'
import { observedExchange } from '../src/record/observed-exchange.ts'
import { sharedTokens } from '../src/signature/auth-tokens.ts'
import { createJudge } from '../src/signature/judge.ts'
import { callOf } from './support/calls.ts'

/**
 * How much processor time recording one exchange takes, step by step: sealing it, on the calls' thread; and, on the
 * worker's, reading and classifying, redacting, writing the recordings. Every call has a caller and a CallSid of its own and four webhooks of four kinds.
 *
 *     node --conditions=ringback:source packages/proxy/bench/record.ts [calls] [rounds]
 */
const calls = Number(process.argv[2] ?? 2000)
const rounds = Number(process.argv[3] ?? 9)
const judge = createJudge(sharedTokens([]))

const upstream = { url: new URL('http://127.0.0.1:3000'), name: 'http://127.0.0.1:3000' }

function teeOf(text: string): BodyTee {
  const tee = createBodyTee(2 ** 20)
  tee.add(Buffer.from(text))
  return tee
}

function observedOf(call: number): readonly Observed[] {
  return callOf(call).map(({ path, form, answer }, turn) => ({
    id: `${String(call).padStart(16, '0')}${turn}`,
    startedAt: 1_790_000_000_000 + call,
    durationMs: 7.25,
    method: 'POST',
    url: `https://voice.example.com${path}`,
    headers: [
      'Host',
      'voice.example.com',
      'Content-Type',
      'application/x-www-form-urlencoded; charset=UTF-8',
      'Content-Length',
      String(form.length),
      'User-Agent',
      'TwilioProxy/1.1',
      'Accept',
      '*/*',
      'X-Home-Region',
      'us1',
      'X-Twilio-Signature',
      Buffer.from(`signature${call}${turn}`.padEnd(20, '.')).toString('base64'),
      'I-Twilio-Idempotency-Token',
      `6c1a2f4e-1111-4222-8333-${(call * 8 + turn).toString(16).padStart(12, '0')}`,
    ],
    body: teeOf(form),
    answer: {
      status: 200,
      headers: [
        'Content-Type',
        'text/xml',
        'Content-Length',
        String(answer.length),
        'Date',
        'Sat, 23 May 2026 10:00:00 GMT',
      ],
      body: teeOf(answer),
    },
    problem: null,
    upstream,
  }))
}

interface Round {
  readonly seal: number
  readonly read: number
  readonly redact: number
  readonly append: number
}

function spentSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return user + system
}

async function measure(round: number): Promise<Round> {
  const directory = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
  const store = await openDirectoryStore({ directory, fs: blockingFileSystem })
  // Its worker is still idle when the round is over: the settling is measured below, by itself.
  const ring = await readKeyRing(generateRootKey())
  const sealed = join(directory, 'sealed')
  const recorder = await openRecorder({
    recordings: sealed,
    ring,
    redaction: 'off',
    durability: 'process',
    settleAfterMs: 600_000,
  })
  const redactor = createRedactor({ key: new Uint8Array(32).fill(round + 1) })
  const spent = { seal: 0, read: 0, redact: 0, append: 0 }
  const turns = Array.from({ length: calls }, (_, call) => observedOf(round * calls + call))
  for (let from = 0; from < turns.length; from += 50) {
    const batch = turns.slice(from, from + 50)
    // Calls run side by side: the first webhooks of all of them, then the second, ...
    for (let turn = 0; turn < 4; turn += 1) {
      const observed = batch.flatMap((call) => call[turn] ?? []).map((each) => observedExchange(each, judge))
      let start = process.cpuUsage()
      for (const each of observed) recorder.take(each)
      spent.seal += spentSince(start)
      start = process.cpuUsage()
      const read: Exchange[] = []
      for (const each of observed) read.push(exchangeOf(each))
      spent.read += spentSince(start)
      start = process.cpuUsage()
      const redacted: Exchange[] = []
      for (const each of read) redacted.push(redactor.redactExchange(each))
      spent.redact += spentSince(start)
      start = process.cpuUsage()
      await Promise.all(redacted.map(async (exchange) => store.append(exchange)))
      spent.append += spentSince(start)
    }
  }
  const start = process.cpuUsage()
  await recorder.close({ settleMs: 0 })
  spent.seal += spentSince(start)
  await rm(directory, { recursive: true })
  const total = calls * 4
  return {
    seal: spent.seal / total,
    read: spent.read / total,
    redact: spent.redact / total,
    append: spent.append / total,
  }
}

function median(values: readonly number[]): string {
  return ([...values].sort((a, b) => a - b)[values.length >> 1] ?? 0).toFixed(1)
}

const all: Round[] = []
for (let round = 0; round < rounds; round += 1) all.push(await measure(round))
const last = all.slice(1)
console.log('µs of processor time an exchange (median of rounds, after one to warm up):', {
  seal: median(last.map(({ seal }) => seal)),
  read: median(last.map(({ read }) => read)),
  redact: median(last.map(({ redact }) => redact)),
  append: median(last.map(({ append }) => append)),
})
process.exit(0)
