import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openDirectoryStore } from '@ringback/recording/node'
import { createRedactor } from '@ringback/redaction'
import { generateRootKey, readKeyRing, settleSpool } from '@ringback/redaction/node'
import type { Bench, Lines } from '../bench-setup.ts'
import { startRecord } from '../contestants/record-command.ts'
import { takeIndexes } from '../load/indexes.ts'
import { callOf, callSidOf, stepOf, webhookBytes } from '../load/webhook.ts'
import { table } from './figures.ts'

const connections = 64
/** What was answered earlier than this before a kill has to be there. */
const graceMs = 50
/** More than are sent before a kill. */
const mostRequests = 500_000

/**
 * Kills a recorder again and again at random moments of a load, and counts here what was answered and is not there after the
 * next start.
 */
export async function kills(bench: Bench): Promise<Lines> {
  const times = bench.isQuick ? 3 : 20
  const folder = bench.newFolder('kills')
  const rootKey = generateRootKey()
  /** How long before its kill each request was answered, in milliseconds. */
  const ages = new Map<number, number>()
  for (let run = 0; run < times; run += 1) {
    const { served } = await startRecord(bench.setup, folder, { env: { RINGBACK_REDACTION_KEY: rootKey } })
    const answeredAt = new Map<number, number>()
    const client = sendAll(served.url, takeIndexes(mostRequests), (index) =>
      answeredAt.set(index, performance.now()),
    )
    await setTimeout(300 + Math.random() * 1500)
    const killedAt = performance.now()
    await served.kill()
    await client
    for (const [index, at] of answeredAt) ages.set(index, killedAt - at)
  }
  const recorded = await recordedRequests(join(folder, 'recordings'), rootKey, ages.keys())
  const lost = [...ages].filter(([index]) => !recorded.has(index)).map(([, age]) => age)
  return table(
    [`${times} times kill -9 at ${connections} connections`, 'measured'],
    [
      ['requests answered', String(ages.size)],
      [
        `answered more than ${graceMs} ms before the kill, and not there`,
        String(lost.filter((age) => age > graceMs).length),
      ],
      ['answered, and not there', String(lost.length)],
      [
        'the oldest of them was answered',
        lost.length === 0 ? '-' : `${Math.max(...lost).toFixed(1)} ms before the kill`,
      ],
    ],
  )
}

/** Which of these requests are recorded. In recordings there is the pseudonym of a CallSid. */
async function recordedRequests(
  directory: string,
  rootKey: string,
  indexes: Iterable<number>,
): Promise<ReadonlySet<number>> {
  const ring = await readKeyRing(rootKey)
  await settleSpool({ recordings: directory, ring })
  const { pseudonymKey, keyId } = ring.current
  const redactor = createRedactor({ key: pseudonymKey, keyId })
  const nameOf = new Map<number, string>()
  const indexOf = new Map<string, number>()
  for (const index of indexes) {
    const call = callOf(index)
    const name = nameOf.get(call) ?? redactor.redactValue('CallSid', callSidOf(call))
    nameOf.set(call, name)
    indexOf.set(`${name} ${stepOf(index)}`, index)
  }
  const found = new Set<number>()
  const store = await openDirectoryStore({ directory, access: 'read' })
  for await (const { exchanges } of store.list()) {
    for (const { callSid, request } of exchanges) {
      const step = new URL(request.url).searchParams.get('step') ?? ''
      found.add(indexOf.get(`${callSid ?? ''} ${step}`) ?? NaN)
    }
  }
  await store.close()
  return found
}

/** Sends requests on all connections until the proxy is gone; resolves then. */
async function sendAll(url: string, firstIndex: number, onAnswer: (index: number) => void): Promise<void> {
  const target = new URL(url)
  let next = firstIndex
  const one = async (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect({ host: target.hostname, port: Number(target.port), noDelay: true })
      let index = 0
      let received = ''
      const send = (): void => {
        index = next
        next += 1
        received = ''
        socket.write(webhookBytes(index))
      }
      socket.on('connect', send)
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1')
        if (!received.endsWith('</Response>')) return
        onAnswer(index)
        send()
      })
      socket.on('error', () => undefined)
      socket.on('close', () => resolve())
    })
  await Promise.all(Array.from({ length: connections }, one))
}
