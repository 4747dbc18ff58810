import { bugs, bugsAtOnce, variants } from '@ringback/app-flawed'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { fuzzApp, type FoundInApp } from '../src/fuzz/fuzz-app.ts'
import { isShown } from './is-shown.ts'

// Thousands of requests each: a second on an idle machine, and many more on a busy one.
vi.setConfig({ testTimeout: 120_000 })

/**
 * Each bug alone, five seeds, more runs, and what takes real time, are the benchmark's. The edge cases, some 3,000 requests, come
 * before the random runs: with 100 of these every bug is found that 500 find.
 */
const options = { seed: 11, runs: 100 }
const slow: ReadonlySet<string> = new Set(['slow-for-germany', 'unhurried'])

describe.each(bugsAtOnce(bugs.filter(({ id }) => !slow.has(id))).map((group) => ({ group })))(
  'an app with $group.length of the bugs',
  ({ group }) => {
    let found: readonly FoundInApp[]
    beforeAll(async () => {
      ;({ found } = await fuzzApp({ bug: group.map(({ id }) => id) }, options))
    })

    test.each(group)('$id ($area) is found', (bug) => {
      expect(found.filter((each) => isShown(bug, each))).not.toEqual([])
    })

    test('little else is found', () => {
      expect(found.length - group.length).toBeLessThan(4)
    })
  },
)

test('nothing is wrong with the app without a bug', async () => {
  expect((await fuzzApp({}, options)).found).toEqual([])
})

test.each(variants.filter(({ id }) => !slow.has(id)))(
  'nothing is wrong with the variant $id',
  async ({ id }) => {
    const { found } = await fuzzApp({ variant: id }, options)
    expect(found.filter(({ finding }) => finding.severity === 'error')).toEqual([])
  },
)
