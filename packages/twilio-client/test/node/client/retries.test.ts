import {
  createTwilioClient,
  TransportFailure,
  type FailureReason,
  type Transport,
} from '@ringback/twilio-client/node'
import { expect, test } from 'vitest'

interface Tried {
  readonly tries: number
  readonly tokens: ReadonlySet<string>
}

/** How often a request to an app that always fails so is put on the wire. */
async function triesOf(fails: FailureReason | number, overrides: string): Promise<Tried> {
  const tokens = new Set<string>()
  let tries = 0
  const transport: Transport = {
    inProcess: true,
    close: () => Promise.resolve(),
    send({ headers }) {
      tries += 1
      tokens.add(headers.find(([name]) => name === 'I-Twilio-Idempotency-Token')?.[1] ?? '')
      if (typeof fails === 'string') return Promise.reject(new TransportFailure(fails, fails))
      const body = (async function* (): AsyncGenerator<Uint8Array> {})()
      return Promise.resolve({ status: fails, headers: [], body })
    },
  }
  await createTwilioClient({ authToken: 'secret', transport }).send({
    kind: 'voice.incoming-pstn',
    method: 'POST',
    url: `https://phone.example.com/voice${overrides}`,
    parameters: [],
  })
  return { tries, tokens }
}

const neverReached: readonly FailureReason[] = [
  'connect-timeout',
  'tcp-timeout',
  'connection-refused',
  'connection-failed',
]
const mayBeProcessed: readonly FailureReason[] = [
  'no-answer-in-time',
  'answer-cut-short',
  'protocol-violation',
  'app-threw',
  'aborted',
]

test.each(neverReached)('%s: the app has seen nothing, so it is tried once more', async (reason) => {
  expect((await triesOf(reason, '')).tries).toBe(2)
})

test.each([...mayBeProcessed, 400, 500])(
  '%s: the app may have acted, so it is not repeated',
  async (reason) => {
    expect((await triesOf(reason, '')).tries).toBe(1)
    expect((await triesOf(reason, '#rc=3')).tries).toBe(1)
  },
)

test.each([
  ['#rc=2&rp=rt', 'no-answer-in-time', 3],
  ['#rc=2&rp=rt', 'answer-cut-short', 1],
  ['#rc=2&rp=rt', 'connection-refused', 1],
  ['#rc=2&rp=5xx', 503, 3],
  ['#rc=2&rp=5xx', 404, 1],
  ['#rc=2&rp=4xx', 404, 3],
  ['#rc=2&rp=all', 'answer-cut-short', 3],
  ['#rc=0', 'connection-refused', 1],
] as const)('%s repeats %s: %d requests', async (overrides, fails, tries) => {
  expect((await triesOf(fails, overrides)).tries).toBe(tries)
})

test('all tries of a request carry one token, and another request another', async () => {
  const [one, other] = [await triesOf(503, '#rc=5&rp=5xx'), await triesOf(503, '#rc=5&rp=5xx')]
  expect(one.tries).toBe(6)
  expect(one.tokens.size).toBe(1)
  expect([...one.tokens]).not.toEqual([...other.tokens])
})
