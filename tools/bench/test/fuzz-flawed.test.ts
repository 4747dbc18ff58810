import { bugs, variants } from '@ringback/app-flawed'
import { expect, test, vi } from 'vitest'
import { fuzzApp } from '../src/fuzz/fuzz-app.ts'
import { isAbout } from '../src/fuzz/is-about.ts'

// Thousands of requests each: a second on an idle machine, and many more on a busy one.
vi.setConfig({ testTimeout: 120_000 })

/**
 * Five seeds, more runs, and what takes real time, are the benchmark's. The edge cases, some 3,000 requests, come
 * before the random runs: with 100 of these every bug is found that 500 find.
 */
const options = { seed: 11, runs: 100 }
const slow: ReadonlySet<string> = new Set(['slow-for-germany', 'unhurried'])

test.each(bugs.filter(({ id }) => !slow.has(id)))('$id ($area) is found, and little else', async (bug) => {
  const { found } = await fuzzApp({ bug: bug.id }, options)
  expect(found.filter((each) => isAbout(bug, each))).not.toEqual([])
  expect(found.length).toBeLessThan(5)
})

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
