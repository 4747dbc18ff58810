import { expect, test } from 'vitest'
import { summary } from '../../src/commands/record/print/run-texts.ts'

const counts = {
  exchanges: 22,
  kept: 22,
  recorded: 44,
  notRecorded: 0,
  leftOut: 0,
  problems: 0,
  otherTraffic: 0,
  refused: 0,
  upgrades: 0,
  inFlight: 0,
}

test('the last line tells what waits, also when more was recorded than this run has kept', () => {
  const settings = { recordings: 'recordings' } as Parameters<typeof summary>[2]
  expect(summary(counts, { count: 11 }, settings)).toBe(
    '44 exchanges recorded in recordings, 11 sealed, which the next command records.',
  )
  expect(summary(counts, { count: 0 }, settings)).toBe('44 exchanges recorded in recordings.')
})
