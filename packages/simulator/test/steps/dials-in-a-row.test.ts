import { createWalk, dialResults, parseKeyPath, type DialOutcome } from '@ringback/simulator'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const statuses: Readonly<Record<DialOutcome, string>> = {
  answered: 'completed',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
}

/** An app that dials one telephone after the other until one answers, and what it was told of each. */
function huntGroup(size: number) {
  const told: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const form = new URLSearchParams(await request.text())
    const status = form.get('DialCallStatus')
    if (status !== null) told.push(status)
    const isOver = status === 'completed' || told.length === size
    const dial = `<Dial action="/next" timeout="10">+1415555010${told.length}</Dial>`
    return new Response(`<Response>${isOver ? '<Hangup/>' : dial}</Response>`, {
      headers: { 'content-type': 'text/xml' },
    })
  }
  return { app: { fetch }, told }
}

/** An app that dials several telephones at once, or one after the other. */
function groupOf(count: number, sequential: boolean) {
  const told: string[] = []
  const numbers = Array.from({ length: count }, (_, at) => `<Number>+1415555010${at}</Number>`).join('')
  const fetch = async (request: Request): Promise<Response> => {
    const status = new URLSearchParams(await request.text()).get('DialCallStatus')
    if (status !== null) told.push(status)
    const dial = `<Dial action="/next" timeout="10" sequential="${sequential}">${numbers}</Dial>`
    return new Response(`<Response>${status === null ? dial : '<Hangup/>'}</Response>`, {
      headers: { 'content-type': 'text/xml' },
    })
  }
  return { app: { fetch }, told }
}

async function walked(app: { readonly fetch: (request: Request) => Promise<Response> }, keys: string) {
  const { steps, problems } = parseKeyPath(keys)
  expect(problems).toEqual([])
  const walk = createWalk({ phone: { app, authToken: 'token' }, steps, dialled: 'no-answer' })
  const call = await walk.start()
  if (!call.isOver()) await call.ends()
  const rung = call.events().filter(({ type }) => type === 'dialled').length
  await walk.phone.close()
  return rung
}

const outcomes = fc.array(fc.constantFrom(...dialResults), { minLength: 1, maxLength: 5 })

test('of dials in a row each has its own step, and those without one have the default', async () => {
  await fc.assert(
    fc.asyncProperty(outcomes, async (given) => {
      const { app, told } = huntGroup(5)
      await walked(app, given.join())
      const untilAnswered = given.slice(
        0,
        given.includes('answered') ? given.indexOf('answered') + 1 : undefined,
      )
      const expected = untilAnswered.map((outcome) => statuses[outcome])
      const rest = expected.includes('completed')
        ? []
        : Array.from({ length: 5 - expected.length }, () => 'no-answer')
      expect(told).toEqual([...expected, ...rest])
    }),
    { numRuns: 30 },
  )
})

test('of telephones that ring one after the other each has its own step', async () => {
  await fc.assert(
    fc.asyncProperty(outcomes, async (given) => {
      const { app, told } = groupOf(given.length, true)
      const rung = await walked(app, given.join())
      const answered = given.indexOf('answered')
      expect(rung).toBe(answered === -1 ? given.length : answered + 1)
      expect(told).toEqual([statuses[answered === -1 ? (given.at(-1) ?? 'busy') : 'answered']])
    }),
    { numRuns: 30 },
  )
})

test('telephones that ring at the same time share a step', async () => {
  for (const outcome of dialResults) {
    const { app, told } = groupOf(5, false)
    expect(await walked(app, outcome)).toBe(5)
    expect(told).toEqual([statuses[outcome]])
  }
})

/** An app that dials groups of telephones in a row, each with a whisper that is empty. */
function groupsInARow(sizes: readonly number[], sequential: boolean) {
  const told: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const form = new URLSearchParams(await request.text())
    const status = form.get('DialCallStatus')
    if (status !== null) told.push(`${status} ${form.get('DialBridged')}`)
    const numbers = Array.from(
      { length: sizes[told.length] ?? 0 },
      (_, at) => `<Number url="/whisper">+141555501${told.length}${at}</Number>`,
    )
    const dial = `<Dial action="/next" timeout="10" sequential="${sequential}">${numbers.join('')}</Dial>`
    const isOver = status === 'completed' || numbers.length === 0 || request.url.endsWith('/whisper')
    return new Response(`<Response>${isOver ? '' : dial}</Response>`, {
      headers: { 'content-type': 'text/xml' },
    })
  }
  return { app: { fetch }, told }
}

test('groups in a row, parallel or sequential; an empty whisper bridges the call', async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(sizes, fc.boolean(), fc.boolean(), async (groups, isSequential, isAnswered) => {
      const { app, told } = groupsInARow(groups, isSequential)
      const rings = groups.map((size) => (isSequential ? size : 1))
      const total = rings.reduce((sum, each) => sum + each, 0)
      const outcomes = Array.from({ length: total }, (_, at) =>
        isAnswered && at === total - 1 ? 'answered' : 'busy',
      )
      await walked(app, outcomes.join())
      const expected = groups.map((_, at) =>
        isAnswered && at === groups.length - 1 ? 'completed true' : 'busy false',
      )
      expect(told).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

test('keys and pauses between dials belong to the call', async () => {
  const told: string[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const form = new URLSearchParams(await request.text())
    const status = form.get('DialCallStatus')
    if (status !== null) told.push(status)
    const menu = '<Gather numDigits="1" action="/dial"><Say>Press a key.</Say></Gather>'
    const dial = '<Dial action="/menu">+14155550100</Dial>'
    const verbs = form.get('Digits') === null ? (told.length === 2 ? '<Hangup/>' : menu) : dial
    return new Response(`<Response>${verbs}</Response>`, { headers: { 'content-type': 'text/xml' } })
  }
  await walked({ fetch }, '1,busy,w1,2,failed')
  expect(told).toEqual(['busy', 'failed'])
})
