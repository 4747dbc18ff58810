import { coverageOf, coverageReport, plainWebhook, webhookOf } from '@ringback/arbitraries'
import { kinds } from '@ringback/catalog'
import { integer, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('coverage', () => {
  it('hits every parameter and every enum value of every kind within 10000 cases', () => {
    const [seed = 0] = sample(integer({ min: 0 }), 1)
    const report = coverageReport({ seed, limit: 10_000 })
    expect(report, `seed ${seed}`).toContain('Nothing is missing.')
    for (const { kind } of kinds) expect(report).toContain(`\`${kind}\``)
  })

  it('tells what is missed', () => {
    const { cases, hit, missed } = coverageOf([plainWebhook('dial.action')])
    expect(cases.get('dial.action')).toBe(1)
    expect(hit).toContainEqual({ kind: 'dial.action', parameter: 'DialCallStatus', value: 'completed' })
    expect(missed).toContainEqual({ kind: 'dial.action', parameter: 'DialCallStatus', value: 'busy' })
    expect(missed).toContainEqual({ kind: 'dial.action', parameter: 'DialSipHeader_*', value: undefined })
  })

  it('reports a limit that is too low', () => {
    expect(coverageReport({ seed: 1, limit: 1 })).toContain('Missed:')
  })

  it('counts families and custom parameters', () => {
    const { missed } = coverageOf(sample(webhookOf('voice.incoming-client-app', { edgeCases: 0.5 }), 500))
    expect(missed).toEqual([])
  })
})
