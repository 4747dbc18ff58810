import { queryObjects } from 'node:v8'
import type { CallEvent, Phone } from '@ringback/simulator'
import { afterEach, expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'
import { createWorkCounter } from '../support/work.ts'

const routes = {
  '/voice': '<Gather numDigits="1" action="/menu"><Say>Press 1.</Say></Gather>',
  '/menu': '<Dial>+14155550123</Dial>',
}
let open: { readonly close: () => Promise<void> } | undefined
afterEach(() => open?.close())

async function call(phone: Phone): Promise<void> {
  const placed = await phone.call()
  await placed.hears('Press 1')
  await placed.press('1')
  await placed.hangup()
}

test('a call is as much work after many calls as it was at first, and what is kept of them has a bound', async () => {
  const { phone } = phoneTo(routes, { keptCalls: 50 })
  open = phone
  const calls = (count: number) => async (): Promise<void> => {
    for (let made = 0; made < count; made += 1) await call(phone)
  }
  const work = await createWorkCounter()
  // The first ones fill the caches, and what is kept.
  await calls(100)()
  const first = await work.of(calls(50))
  await calls(300)()
  const last = await work.of(calls(50))
  work.close()
  expect(last).toBeLessThan(first * 1.2)
  const { log, legs, runningLegs } = phone.simulation
  expect(runningLegs.size).toBe(0)
  expect(legs.size).toBeLessThanOrEqual(2 * 51)
  const eventsOfOne = log.historyOf([...legs.keys()].at(-1) ?? '')?.events.length ?? 0
  expect(eventsOfOne).toBeGreaterThan(10)
  expect(log.all.length).toBeLessThanOrEqual(eventsOfOne * 110)
})

/** What every call makes many of: for what it waits, and in its exchanges. */
const counted = { Promise, Array }

test('fewer objects are left than calls were made, once as many calls are kept as are asked for', async () => {
  const keptCalls = 10
  const { phone, seen } = phoneTo(routes, { keptCalls, statusCallback: '/status' })
  open = phone
  // Events are deleted once for so many calls.
  const round = keptCalls + 1
  const left = async (rounds: number): Promise<readonly number[]> => {
    for (let made = 0; made < rounds * round; made += 1) await call(phone)
    seen.length = 0
    return Object.values(counted).map((made) => queryObjects(made, { format: 'count' }))
  }
  const before = await left(3)
  const after = await left(8)
  for (const [at, count] of after.entries()) expect(count - (before[at] ?? 0)).toBeLessThan(8 * round)
})

test('a call keeps its own events when the log has forgotten them', async () => {
  const { phone } = phoneTo(routes, { keptCalls: 1 })
  open = phone
  const first = await phone.call()
  await first.hangup()
  const { timeline } = first
  for (let made = 0; made < 10; made += 1) await call(phone)
  expect(phone.simulation.log.historyOf(first.callSid)).toBeUndefined()
  expect(first.timeline).toEqual(timeline)
  expect(first.recording().legs).toEqual([{ callSid: first.callSid, parentCallSid: null }])
  expect(phone.update(first.callSid, { type: 'end', as: 'completed' })).toBe(false)
})

test('an iteration over the events that begins late starts with what is kept', async () => {
  const { phone } = phoneTo(routes)
  await call(phone)
  const kept = [...phone.simulation.log.all]
  await phone.close()
  const seen: CallEvent[] = []
  for await (const event of phone.events) seen.push(event)
  expect(seen).toEqual(kept)
})
