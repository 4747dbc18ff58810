import { setImmediate } from 'node:timers/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createScan, type ScanOptions } from '../../src/calls/scan.ts'
import { everyCall } from '../../src/model/call-filter.ts'
import { foundCall, manyCalls, readNews } from './calls.ts'

const pressed7 = { ...everyCall, parameter: 'Digits=7' }
const never = new AbortController().signal

/** The calls, with a count of how often a filter has looked at the parameters of one. */
function counted(size: number) {
  const kept = manyCalls(size)
  const looks = { count: 0 }
  for (const call of kept.all()) {
    const { details, parameters } = call.read ?? readNews(0, '')
    const read = {
      details,
      get parameters() {
        looks.count += 1
        return parameters
      },
    }
    Object.assign(call, { read })
  }
  return { kept, looks }
}

describe('a filter', () => {
  test('finds in slices what it finds at once, whatever changes meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.tuple(fc.nat({ max: 300 }), fc.constantFrom('1', '7')), { maxLength: 5 }),
        async (size, changes) => {
          const kept = manyCalls(size)
          const scan = createScan(pressed7, { calls: kept.all, sliceMs: 0, patienceMs: 0 })
          void scan.matching(never)
          for (const [second, digits] of changes) {
            await setImmediate()
            scan.changed(kept.list([foundCall(second)], []))
            scan.changed(kept.takeRead([readNews(second, digits)]))
          }
          const patient = createScan(pressed7, { calls: kept.all })
          const expected = await patient.matching(never)
          let found = await scan.matching(never)
          while (!found.isComplete) {
            await setImmediate()
            found = await scan.matching(never)
          }
          expect(found.calls).toEqual(expected.calls)
          expect(expected.calls.length).toBe(
            kept.all().filter((call) => call.read?.parameters.includes('Digits=7')).length,
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  test('that takes long says what it has found, and goes on', async () => {
    const { kept } = counted(2000)
    const scan = createScan(pressed7, impatient(kept.all))
    const early = await scan.matching(never)
    expect(early.scanned).toBeLessThan(2000)
    expect(early.isComplete).toBe(false)
    await expect.poll(async () => (await scan.matching(never)).isComplete).toBe(true)
    expect((await scan.matching(never)).calls).toHaveLength(200)
  })

  test('that nobody waits for any more is given up', async () => {
    const { kept, looks } = counted(20_000)
    const scan = createScan(pressed7, { ...impatient(kept.all), patienceMs: 60_000 })
    const leaving = new AbortController()
    const asked = scan.matching(leaving.signal)
    await setImmediate()
    leaving.abort()
    await asked
    await setImmediate()
    const { count } = looks
    for (let turn = 0; turn < 20; turn += 1) await setImmediate()
    expect(looks.count).toBe(count)
    expect(count).toBeLessThan(2000)
    expect(scan.isWanted()).toBe(false)
  })

  test('looks again only at what has changed', async () => {
    const { kept, looks } = counted(500)
    const scan = createScan(pressed7, { calls: kept.all, patienceMs: 60_000 })
    await scan.matching(never)
    expect(looks.count).toBe(500)
    scan.changed(kept.list([foundCall(500)], []))
    scan.changed(kept.takeRead([readNews(500, '7')]))
    expect((await scan.matching(never)).calls).toHaveLength(51)
    expect(looks.count).toBe(500)
  })
})

/** Every look at the clock ends a slice, and no answer waits. */
function impatient(calls: ScanOptions['calls']): ScanOptions {
  return { calls, sliceMs: 0, patienceMs: 0 }
}
