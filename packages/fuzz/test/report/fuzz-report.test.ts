import { judgedNothing } from '@ringback/fuzz'
import { expect, test } from 'vitest'
import { appOf, optionsFor, reportOf, twiml } from '../support.ts'

test.each([
  [0, 0, true],
  [10, 0, true],
  [10, 1, true],
  [10, 2, false],
])('%i judged answers of %i pages', (judged, reachedPages, isNothing) => {
  expect(judgedNothing({ judged, reachedPages })).toBe(isNothing)
})

test('a run on an app of one page has judged nothing', async () => {
  const report = await reportOf(
    optionsFor(
      appOf(() => twiml('<Say>Hello.</Say>')),
      { runs: 1 },
    ),
  )
  expect(report).toMatchObject({ reachedPages: 1, findings: [] })
  expect(judgedNothing(report)).toBe(true)
})

test('a run on an app that asks for input on its one page has', async () => {
  const menu = twiml('<Gather numDigits="1"><Say>Press a key.</Say></Gather>')
  const app = appOf(({ get }) => (get('Digits') === undefined ? menu : twiml('<Say>Thank you.</Say>')))
  const report = await reportOf(optionsFor(app, { runs: 1 }))
  expect(report.reachedPages).toBe(2)
  expect(judgedNothing(report)).toBe(false)
})
