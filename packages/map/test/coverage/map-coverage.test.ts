import { createApp } from '@ringback/app-flawed'
import { mapCoverage, mapPhone, recordedCall, type MapOptions, type PhoneMap } from '@ringback/map'
import { recordingsOf, type Exchange, type Recording } from '@ringback/recording'
import { createWalk, type Step } from '@ringback/simulator'
import { plainExchange, sid } from '@ringback/test-support/exchange'
import { describe, expect, test } from 'vitest'
import { goodPages, mapOf, optionsFor } from '../support.ts'

/** A call with these steps, as the recorder would keep it. */
async function recordingOf({ call, ...phone }: MapOptions, steps: readonly Step[]): Promise<Recording> {
  const walk = createWalk({ phone, steps, call: call ?? {} })
  const made = await walk.start()
  const exchanges = made
    .events()
    .flatMap((event) => (event.type === 'webhook-answered' ? event.exchanges : []))
  await (made.isOver() ? made.ends() : made.hangup())
  await walk.phone.close()
  const [recording] = recordingsOf(exchanges)
  if (recording === undefined) throw new Error('nothing was recorded')
  return recording
}

async function flawedMap(): Promise<{ readonly map: PhoneMap; readonly options: MapOptions }> {
  const options = {
    app: createApp({ authToken: 'token', publicUrl: 'http://app.test' }),
    authToken: 'token',
    publicUrl: 'http://app.test',
  }
  for await (const event of mapPhone(options))
    if (event.type === 'finished') return { map: event.map, options }
  throw new Error('there was no map')
}

describe('a call that is made along a path of the map', () => {
  test.each([
    ['a small app', async () => ({ map: await mapOf(goodPages), options: optionsFor(goodPages) })],
    ['a receptionist', flawedMap],
  ])('covers the states on it and strays nowhere: %s', async (_name, create) => {
    const { map, options } = await create()
    const recordings = await Promise.all(map.states.map(({ path }) => recordingOf(options, path)))
    const { states, strayed } = mapCoverage(map, recordings.map(recordedCall))
    expect([...strayed]).toEqual([])
    // Talk between two people is in no request until it is over.
    const missed = map.states.filter(
      ({ id, waiting }, at) => waiting.for !== 'conversation' && states.get(id)?.has(at) !== true,
    )
    expect(missed).toEqual([])
    const first = map.states.find(({ parent }) => parent === null)
    expect(states.get(first?.id ?? 0)?.size).toBe(recordings.length)
  })
})

/** An exchange of one call, `at` seconds after its start. */
function exchangeOf(at: number, kind: Exchange['kind'], form: string, answer: string): Exchange {
  return {
    ...plainExchange,
    id: String(at),
    callSid: sid('CA', 1),
    kind,
    request: { ...plainExchange.request, body: { text: form } },
    response: {
      status: 200,
      headers: [['Content-Type', 'text/xml']],
      body: { text: `<Response>${answer}</Response>` },
    },
  }
}

function coverageOf(
  map: PhoneMap,
  ...exchanges: readonly Exchange[]
): { readonly states: readonly number[]; readonly inputs: readonly string[]; readonly strayed: number } {
  const { states, edges, strayed } = mapCoverage(map, recordingsOf(exchanges).map(recordedCall))
  const inputs = [...edges.keys()].map(({ from, input }) => `${from} ${JSON.stringify(input)}`)
  return { states: [...states.keys()].toSorted((one, other) => one - other), inputs, strayed: strayed.size }
}

test('a key counts for its own edge; digits in texts, and spaces, make no difference', async () => {
  const pages = {
    '/voice': () =>
      '<Gather numDigits="1" action="/choose"><Say>Your number is 4155550100. Press 1 or 2.</Say></Gather>',
    '/choose': () => '<Say>You are caller 17.</Say><Record action="/thanks"/>',
    '/thanks': () => '<Say>Goodbye.</Say>',
  }
  const map = await mapOf(pages)
  const gather =
    '<Gather numDigits="1" action="/choose"><Say>Your number is  4155550199.\n Press 1 or 2.</Say></Gather>'
  expect(
    coverageOf(
      map,
      exchangeOf(0, 'voice.incoming-pstn', '', gather),
      exchangeOf(1, 'gather.action', 'Digits=2', '<Say>You are caller 18.</Say><Record action="/thanks"/>'),
    ),
  ).toEqual({ states: [1, 2], inputs: ['null []', '1 [{"type":"keys","keys":"2"}]'], strayed: 0 })
})

test('what the map does not have is a place outside of it, and nothing is guessed from there on', async () => {
  const map = await mapOf(goodPages)
  expect(
    coverageOf(
      map,
      exchangeOf(0, 'voice.incoming-pstn', '', '<Say>Something new.</Say><Record/>'),
      exchangeOf(1, 'record.action', 'Digits=1', '<Dial>+14155550123</Dial>'),
    ),
  ).toMatchObject({ inputs: [], strayed: 1 })
})

test('a recording without TwiML covers nothing', async () => {
  const map = await mapOf(goodPages)
  const status: Exchange = { ...exchangeOf(0, 'voice.incoming-pstn', '', ''), response: null }
  expect(coverageOf(map, status)).toEqual({ states: [], inputs: [], strayed: 0 })
})
