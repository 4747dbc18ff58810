import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openDirectoryStore } from '@ringback/recording/node'
import { generateRootKey, readKeyRing, settleSpool } from '@ringback/redaction/node'
import { startScript } from './processes.ts'
import { webhookBytes } from './webhook.ts'

const program = fileURLToPath(
  new URL('../../../../packages/proxy/test/support/recording-process.ts', import.meta.url),
)
/** Segments change several times a second. */
const segmentBytes = 2 ** 20
/** What was answered earlier than this before a kill has to be there. */
const graceMs = 50
const requestsPerCall = 8

export interface Kills {
  readonly kills: number
  readonly answered: number
  /** How many of those that were answered more than 50 ms before their kill are missing. */
  readonly lostAfterGrace: number
  /** How many are missing in all, and how long before its kill the oldest of them was answered. */
  readonly lost: number
  readonly oldestLostMs: number
}

/** Kills a recorder again and again at random moments of a load, and counts here what was answered and is not there after the next start. */
export async function killAgainAndAgain(
  app: string,
  root: string,
  { kills, connections }: { readonly kills: number; readonly connections: number },
): Promise<Kills> {
  const folder = await mkdtemp(join(root, 'kills-'))
  const recordings = join(folder, 'recordings')
  const rootKey = generateRootKey()
  /** By call: how many of its requests were answered, and how long before the kill. */
  const ages = new Map<number, number[]>()
  let answered = 0
  for (let run = 0; run < kills; run += 1) {
    const served = await startScript(program, [app, recordings, rootKey, String(segmentBytes)])
    const base = (run + 1) * 10_000_000
    const times = new Map<number, number>()
    const client = sendAll(
      served.url,
      connections,
      (index) => times.set(base + index, performance.now()),
      base,
    )
    await new Promise((next) => void setTimeout(next, 300 + Math.random() * 1500))
    process.kill(served.pid, 'SIGKILL')
    const killedAt = performance.now()
    await client
    await served.stop()
    for (const [index, at] of times) {
      const call = Math.floor(index / requestsPerCall)
      ages.set(call, [...(ages.get(call) ?? []), killedAt - at])
    }
    answered += times.size
  }
  await settleSpool({ recordings, ring: await readKeyRing(rootKey) })
  const store = await openDirectoryStore({ directory: recordings, access: 'read' })
  for await (const { callSid, exchanges } of store.list()) {
    const call = Number.parseInt(callSid?.slice(2) ?? '', 16)
    // Requests of one call look alike: those that are there count as the ones that were answered first.
    const ofCall = ages.get(call)?.sort((a, b) => b - a)
    ages.set(call, ofCall?.slice(exchanges.length) ?? [])
  }
  await store.close()
  await rm(folder, { recursive: true, force: true })
  const missing = [...ages.values()].flat()
  return {
    kills,
    answered,
    lost: missing.length,
    lostAfterGrace: missing.filter((age) => age > graceMs).length,
    oldestLostMs: Math.max(0, ...missing),
  }
}

/** Sends requests on so many connections until the proxy is gone; resolves then. */
async function sendAll(
  url: string,
  connections: number,
  onAnswer: (index: number) => void,
  base: number,
): Promise<void> {
  const { hostname, port } = new URL(url)
  let next = 0
  await Promise.all(
    Array.from(
      { length: connections },
      async () =>
        new Promise<void>((resolve) => {
          const socket = connect({ host: hostname, port: Number(port), noDelay: true })
          let index = 0
          let received = ''
          const send = (): void => {
            index = next
            next += 1
            received = ''
            socket.write(webhookBytes(base + index))
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
        }),
    ),
  )
}
