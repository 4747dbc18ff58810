import { expect, test } from 'vitest'
import { eventsOf, goodbye, mapOf, menu, type Pages } from '../support.ts'

/** An app that turns a caller away after three wrong keys, in whatever calls they were pressed. */
function appThatCounts(key: (parameters: URLSearchParams) => string): Pages {
  const wrong = new Map<string, number>()
  return {
    '/voice': () => menu('/choose', 'For sales, press 1.') + goodbye,
    '/choose': (parameters) => {
      const caller = key(parameters)
      if ((wrong.get(caller) ?? 0) > 2) return '<Say>You are blocked.</Say><Hangup/>'
      if (parameters.get('Digits') === '1') return `<Dial>+14155550123</Dial>${goodbye}`
      wrong.set(caller, (wrong.get(caller) ?? 0) + 1)
      return `<Say>Wrong key.</Say>${goodbye}`
    },
  }
}

test('state by caller is told as such, and the map goes on with fresh callers', async () => {
  const events = await eventsOf(appThatCounts((parameters) => parameters.get('From') ?? ''))
  expect(events.filter(({ type }) => type === 'restarted')).toHaveLength(1)
  const last = events.at(-1)
  if (last?.type !== 'finished') throw new Error('there was no map')
  expect(last.map.callerMemory).toEqual({ keys: '1', callers: 'fresh' })
  expect(last.map.ends.flatMap(({ heard }) => heard)).not.toContain('You are blocked.')
})

/** An app that counts wrong keys by caller, and lets right keys through until there were too many. */
function appThatCountsWrongKeys(limit: number): { readonly pages: Pages; readonly blocked: () => number } {
  const wrong = new Map<string, number>()
  let blocked = 0
  const offer = 'For sales, press 1. For the shop, press 2.'
  const choose: Pages[string] = (parameters, url) => {
    const key = parameters.get('Digits')
    if (key === '1') return `<Dial>+14155550123</Dial>${goodbye}`
    if (key === '2' && url.pathname === '/choose') return menu('/shop', offer) + goodbye
    if (key === '2') return '<Record action="/thanks"/>'
    const caller = parameters.get('From') ?? ''
    wrong.set(caller, (wrong.get(caller) ?? 0) + 1)
    if ((wrong.get(caller) ?? 0) < limit) return `<Say>That is not a choice.</Say>${goodbye}`
    blocked += 1
    return '<Say>I connect you with a person.</Say><Dial>+14155550124</Dial>' + goodbye
  }
  const pages = {
    '/voice': () => menu('/choose', offer) + goodbye,
    '/choose': choose,
    '/shop': choose,
    '/thanks': () => goodbye,
  }
  return { pages, blocked: () => blocked }
}

test.each([2, 3, 8, 11, 17])(
  'a count of wrong keys by caller that comes to %i is told, and marks nothing',
  async (limit) => {
    const { pages } = appThatCountsWrongKeys(limit)
    const map = await mapOf(pages)
    expect(map.callerMemory).toMatchObject({ callers: 'fresh' })
    expect(map.marks).toEqual([])
    expect(JSON.stringify(map.edges)).not.toContain('I connect you with a person.')
  },
)

test('a count that no caller reaches is not looked for with many calls', async () => {
  const { pages } = appThatCountsWrongKeys(1000)
  const map = await mapOf(pages)
  expect(map.callerMemory).toBeNull()
  const edges = map.edges.length
  // One call an edge, one more at each state, and one for each thing that is heard.
  expect(map.calls).toBeLessThan(edges * 1.5)
})

test('a menu whose wrong keys are counted by the caller of the options is not judged by its keys', async () => {
  const { pages } = appThatCountsWrongKeys(3)
  const map = await mapOf(pages, { call: { from: '+14155550177' } })
  expect(map.callerMemory).toMatchObject({ callers: 'one' })
  expect(map.marks).toEqual([])
})

test('where the options name the caller, the state is told and the caller stays', async () => {
  const map = await mapOf(
    appThatCounts((parameters) => parameters.get('From') ?? ''),
    { call: { from: '+14155550177' } },
  )
  expect(map.callerMemory).toEqual({ keys: '1', callers: 'one' })
})

test('state by call, and answers that differ for everybody, are no state by caller', async () => {
  const byCall = await mapOf(appThatCounts((parameters) => parameters.get('CallSid') ?? ''))
  expect(byCall.callerMemory).toBeNull()
  let calls = 0
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven']
  const differing = await mapOf({
    '/voice': () => menu('/choose', 'For sales, press 1.') + goodbye,
    '/choose': () => `<Say>It is ${words[calls++ % words.length]}.</Say>${goodbye}`,
  })
  expect(differing.callerMemory).toBeNull()
})

test('known callers are not mixed with unknown ones: one number calls in all calls', async () => {
  const map = await mapOf({
    '/voice': (parameters) =>
      parameters.get('From') === '+14155550123'
        ? '<Say>Welcome back, Katherine.</Say><Hangup/>'
        : menu('/choose', 'For sales, press 1.') + goodbye,
    '/choose': () => goodbye,
  })
  expect(JSON.stringify(map)).not.toContain('Katherine')
  expect(map.callerMemory).toBeNull()
})

test('what is kept in a cookie belongs to its call', async () => {
  const pages = {
    async fetch(request: Request): Promise<Response> {
      const url = new URL(request.url)
      const known = request.headers.get('cookie')?.includes('seen=1') === true
      const body =
        url.pathname === '/voice'
          ? known
            ? '<Say>You called before.</Say>'
            : menu('/choose', 'For sales, press 1.') + goodbye
          : `<Say>${known ? 'Session found.' : 'Session lost.'}</Say>`
      return new Response(`<Response>${body}</Response>`, {
        headers: { 'content-type': 'text/xml', 'set-cookie': 'seen=1; Path=/' },
      })
    },
  }
  const heard = JSON.stringify(await mapOf({}, { app: pages }))
  expect(heard).toContain('Session found.')
  expect(heard).not.toContain('Session lost.')
  expect(heard).not.toContain('You called before.')
})
