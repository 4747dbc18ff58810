import { edgeCasesOf, webhook, webhookOf } from '@ringback/arbitraries'
import { valueOf } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import { assert, property, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('options', () => {
  it('makes ordinary webhooks only with edgeCases 0', () => {
    assert(property(webhook({ edgeCases: 0 }), ({ oddities }) => oddities.length === 0))
  })

  it('makes exactly one edge case with only', () => {
    assert(
      property(webhook({ edgeCases: 'only' }), ({ oddities }) => oddities.length === 1),
      { numRuns: 5000 },
    )
    const names = new Set(
      sample(webhookOf('dial.action', { edgeCases: 'only' }), 5000).flatMap(({ oddities }) => oddities),
    )
    const all = [...edgeCasesOf('dial.action')].map(({ name }) => name).filter((name) => name !== 'plain')
    expect([...names].toSorted()).toEqual(all.toSorted())
  })

  it('keeps to the edge cases allowed, and leaves out those that are not', () => {
    const options = { edgeCases: 1, only: ['From', 'order:alphabetical'], without: ['From:empty'] } as const
    assert(
      property(webhookOf('gather.action', options), ({ oddities }) =>
        oddities.every(
          (name) => (name.startsWith('From:') && name !== 'From:empty') || name === 'order:alphabetical',
        ),
      ),
    )
  })

  it('has the values it is told, aliases included', () => {
    const overrides = { From: '+14155550111', FromCity: null, ToState: 'NV', Mine: '1' }
    assert(
      property(webhookOf('gather.action', { overrides, without: ['ToGeo', 'To'] }), ({ parameters }) => {
        expect(valueOf(parameters, 'From')).toBe('+14155550111')
        expect(valueOf(parameters, 'Caller')).toBe('+14155550111')
        expect(valueOf(parameters, 'FromCity')).toBeUndefined()
        expect(valueOf(parameters, 'CallerCity')).toBeUndefined()
        expect(valueOf(parameters, 'CalledState')).toBe('NV')
        expect(parameters.at(-1)).toEqual(['Mine', '1'])
      }),
    )
  })

  it('uses the method it is told', () => {
    assert(
      property(
        webhook({ method: 'GET' }),
        ({ method, parameters }) => method === 'GET' && valueOf(parameters, 'CallToken') === undefined,
      ),
    )
  })

  it('reports every problem of the options at once', () => {
    const options = { kind: 'voice.incomming' as never, edgeCases: 2, only: ['Form'] }
    expect(() => webhook(options)).toThrow(
      /Unknown webhook kind voice\.incomming\. Did you mean voice\.incoming-\w+.*edgeCases is 2.*Form/,
    )
    expect(() => webhook({ kind: [] })).toThrow(RingbackError)
    expect(() => webhookOf('pay.action', { method: 'GET' })).toThrow(/GET/)
  })
})
