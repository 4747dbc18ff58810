import { bugs, createApp, newMemory, variants, type Bug } from '@ringback/app-flawed'
import { fuzz, type FuzzFinding, type FuzzReport } from '@ringback/fuzz'
import { appTransport } from '@ringback/simulator'
import { describe, expect, test, vi } from 'vitest'

const authToken = 'a-token-for-tests'
const publicUrl = 'https://phone.example.com'

// Thousands of requests each: seconds on an idle machine, and many more on a busy one.
vi.setConfig({ testTimeout: 120_000 })

type Which = Pick<Parameters<typeof createApp>[0], 'bug' | 'variant'>

/** Fuzzes the flawed app in process. All bugs and five seeds are the benchmark's; here is one of each area. */
async function reportOf(which: Which): Promise<FuzzReport> {
  const memory = newMemory()
  const events = fuzz({
    voiceUrl: `${publicUrl}/voice`,
    statusCallback: `${publicUrl}/status`,
    routes: [
      { kind: 'voice.fallback', url: `${publicUrl}/voice/fallback` },
      { kind: 'status.rest-call', url: `${publicUrl}/status` },
    ],
    authToken,
    publicUrl,
    transport: appTransport(createApp({ authToken, publicUrl, memory, ...which })),
    runs: 20,
    seed: 11,
    reset() {
      memory.seen.clear()
      memory.counts.clear()
    },
  })
  for await (const event of events) if (event.type === 'finished') return event.report
  throw new Error('the run has no report')
}

const slow = new Set(['time'])
const firstOfEachArea: readonly (Bug & { readonly id: (typeof bugs)[number]['id'] })[] = [
  ...Map.groupBy(bugs, ({ area }) => area).values(),
].flatMap(([first]) => (first === undefined || slow.has(first.area) ? [] : [first]))

test.each(firstOfEachArea)('$id ($area) is found', async ({ id, shows }) => {
  const { findings } = await reportOf({ bug: id })
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.length).toBeLessThan(4)
  expect(findings.some((finding) => isAbout(shows, finding))).toBe(true)
})

function isAbout(shows: Bug['shows'], { message, path }: FuzzFinding): boolean {
  if ('parameter' in shows) return message.includes(shows.parameter)
  return 'request' in shows || (path.length > 0 && path.length <= shows.keys.length)
}

const odd = ['gzip', 'get-webhooks', 'audio'] as const

describe('nothing is wrong with', () => {
  test('the app without a bug', async () => {
    expect((await reportOf({})).findings).toEqual([])
  })

  test.each(odd)('the variant %s', async (variant) => {
    expect(variants.map(({ id }) => id)).toContain(variant)
    const { findings } = await reportOf({ variant })
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
