import * as fc from 'fast-check'
import type { Proxy } from '@ringback/proxy'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startMemoryStore, type MemoryStore } from '../support/memory-store.ts'
import { front, startProxy } from '../support/start-proxy.ts'
import { startJudgingApp, type JudgingApp } from './judging-app.ts'
import { mutations } from './mutations/index.ts'
import type { Mutated } from './mutations/mutation.ts'
import {
  accountSid,
  authToken,
  bytesOf,
  otherSid,
  otherToken,
  publicUrl,
  signedRequests,
  type WireRequest,
} from './signed-request.ts'
import { createStatusesClient, type StatusesClient } from './statuses-client.ts'

/** So many give every mutation its turn. */
const casesForAll = 3000
/** How many mutated requests are sent; each is also sent unmutated. RINGBACK_REQUIRE_CASES=100000 for the whole run. */
const cases = Number(process.env.RINGBACK_REQUIRE_CASES ?? (front.by === 'node' ? 1000 : casesForAll))
const batch = 50

let app: JudgingApp
let proxy: Proxy
let store: MemoryStore
let clients: readonly StatusesClient[]
let sent = 0

beforeAll(async () => {
  app = await startJudgingApp()
  store = startMemoryStore()
  proxy = await startProxy({
    app: app.url,
    publicUrl,
    authTokens: { [accountSid]: authToken, [otherSid]: otherToken },
    signature: 'require',
    store,
    redact: 'off',
    allow: ['/health'],
  })
  clients = Array.from({ length: 8 }, () => createStatusesClient(proxy.url))
})
afterAll(async () => {
  for (const client of clients) client.close()
  await proxy.close({ drain: false })
  await app.close()
})

interface Case {
  readonly wire: WireRequest
  readonly salt: number
}

const generated: fc.Arbitrary<Case> = fc.record({ wire: signedRequests, salt: fc.nat() })

/** Sends a validly signed request and a mutation of it; returns what is wrong with the outcome, or undefined. */
async function problemWith({ wire, salt }: Case, client: StatusesClient): Promise<string | undefined> {
  const id = String((sent += 1))
  const status = await client.send(bytesOf(wire, `${id}-signed`))
  const accepted = wire.kind === 'upgrade' ? 101 : 204
  if (status !== accepted || app.arrivals(`${id}-signed`) !== 1)
    return `the request itself was answered ${status}, and arrived ${app.arrivals(`${id}-signed`)} times`
  const [name, mutated] = mutationOf(wire, salt)
  const bytes = typeof mutated.wire === 'function' ? mutated.wire(id) : bytesOf(mutated.wire, id)
  const answer = await (keepsConnection(name, mutated) ? client.send(bytes) : client.sendAlone(bytes))
  tried.set(name, (tried.get(name) ?? 0) + 1)
  const arrivals = app.arrivals(id)
  if (mutated.refused && (arrivals > 0 || (answer > 0 && answer < 400)))
    return `${name}: was answered ${answer}, and arrived ${arrivals} times: ${bytes.toString('latin1', 0, 500)}`
  return app.violations.length > 0 ? `${name}: ${app.violations.splice(0).join('\n')}` : undefined
}

const tried = new Map<string, number>()

/**
 * Every kind of request gets every mutation that can be applied to it: of those that can, the one that it got least often.
 * Some need a rare request (one without a query, say), so taking them strictly in turn would leave them out by chance.
 */
function mutationOf(wire: WireRequest, salt: number): readonly [name: string, mutated: Mutated] {
  const timesOf = (name: string): number => chosen.get(`${wire.kind} ${name}`) ?? 0
  for (const [name, mutation] of mutations.toSorted(([a], [b]) => timesOf(a) - timesOf(b))) {
    const mutated = mutation(wire, salt)
    if (mutated === undefined) continue
    chosen.set(`${wire.kind} ${name}`, timesOf(name) + 1)
    return [name, mutated]
  }
  throw new Error(`No mutation can be applied to a request of the kind ${wire.kind}.`)
}

const chosen = new Map<string, number>()

/** Whether the connection can be used again: whatever changes where a request ends is sent on one of its own. */
function keepsConnection(name: string, mutated: Mutated): boolean {
  return !/^(?:framing|upgrade):/.test(name) && typeof mutated.wire !== 'function'
}

test(
  `nothing without a valid signature reaches the app: ${cases} mutations of signed requests`,
  async () => {
    await fc.assert(
      // A seed instead of the cases themselves: a counterexample stays readable, and the problem names its case.
      fc.asyncProperty(fc.integer(), async (seed) => {
        const queue = fc.sample(generated, { seed, numRuns: batch })
        const problems: string[] = []
        await Promise.all(
          clients.map(async (client) => {
            for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
              const problem = await problemWith(next, client)
              if (problem !== undefined) problems.push(problem)
            }
          }),
        )
        expect(problems).toEqual([])
      }),
      { numRuns: Math.ceil(cases / batch), endOnFailure: true },
    )
    expect(app.violations).toEqual([])
    const untried = mutations.map(([name]) => name).filter((name) => !tried.has(name))
    expect(cases < casesForAll ? [] : untried).toEqual([])
    expect(store.exchanges.every(({ signature }) => signature === 'valid')).toBe(true)
  },
  120_000 + cases * 30,
)
