import { coverageCounter } from '@ringback/arbitraries'
import { kinds } from '@ringback/catalog'
import { expect, test } from 'vitest'
import { coverageSummary } from '../../src/report/coverage-summary.ts'
import { plainOf } from '../support.ts'

test('nothing was sent: every kind is missed', () => {
  const { kinds: share, parameters, missed } = coverageSummary(coverageCounter())
  expect(share).toEqual({ hit: 0, total: missed.length })
  expect(share.total).toBeLessThanOrEqual(kinds.length)
  expect(parameters).toEqual({ hit: 0, total: 0 })
  expect(missed.every(({ parameter }) => parameter === undefined)).toBe(true)
})

test('every kind that was not sent says which option would send it', () => {
  const { missed } = coverageSummary(coverageCounter())
  const optionOf = (wanted: string) => missed.find(({ kind }) => kind === wanted)
  expect(optionOf('status.incoming-number')).toMatchObject({ option: '--status-callback <path>' })
  expect(optionOf('voice.fallback')).toEqual({
    kind: 'voice.fallback',
    reason: 'no URL for it is known',
    option: '--route voice.fallback=<path>',
  })
  expect(optionOf('dial.action')).toEqual({
    kind: 'dial.action',
    reason: 'no TwiML of the app asks for it',
    option: '--route dial.action=<path>',
  })
  for (const { option } of missed) expect(option).toMatch(/^--(?:route|status-callback) /)
})

test('of a kind that was sent, what was not is missed by name', () => {
  const counter = coverageCounter()
  counter.add({ kind: 'voice.incoming-pstn', parameters: plainOf() })
  const { kinds: share, parameters, values, missed } = coverageSummary(counter)
  expect(share.hit).toBe(1)
  expect(parameters.hit).toBeGreaterThan(0)
  expect(parameters.hit).toBeLessThan(parameters.total)
  const ofTheKind = missed.filter(({ kind }) => kind === 'voice.incoming-pstn')
  expect(ofTheKind.length).toBe(parameters.total - parameters.hit + values.total - values.hit)
  expect(ofTheKind.map(({ parameter }) => parameter)).toContain('StirVerstat')
})
