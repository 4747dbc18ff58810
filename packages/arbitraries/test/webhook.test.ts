import { webhook } from '@ringback/arbitraries'
import { valueOf } from '@ringback/catalog'
import { assert, property, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('generation', () => {
  it('is the same for the same seed', () => {
    const of = (seed: number): unknown => sample(webhook(), { seed, numRuns: 200 })
    expect(of(42)).toEqual(of(42))
    expect(of(42)).not.toEqual(of(43))
  })

  it('keeps what belongs together', () => {
    assert(
      property(webhook({ edgeCases: 0.3 }), ({ kind, parameters }) => {
        const value = (name: string): string | undefined => valueOf(parameters, name)
        expect(value('Caller') ?? value('From')).toBe(value('From'))
        expect(value('CalledVia') ?? value('ForwardedFrom')).toBe(value('ForwardedFrom'))
        expect([undefined, value('CallSid')].indexOf(value('ParentCallSid'))).toBeLessThan(1)
        const isRecorded = kind === 'record.action'
        expect(isRecorded && value('Digits') === 'hangup').toBe(
          isRecorded && value('CallStatus') === 'completed',
        )
        expect(value('CallStatus') === 'busy' ? (value('CallDuration') ?? '0') : '0').toBe('0')
      }),
      { numRuns: 2000 },
    )
  })
})
