import { edgeCasesOf, plainWebhook } from '@ringback/arbitraries'
import { kinds, valueOf } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'

describe('edgeCasesOf', () => {
  it('is the same list each time, with unique names and the plain webhook first', () => {
    for (const { kind } of kinds) {
      const cases = [...edgeCasesOf(kind)]
      expect(cases[0]).toEqual({ name: 'plain', webhook: plainWebhook(kind) })
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
      expect([...edgeCasesOf(kind)]).toEqual(cases)
    }
  })

  it('has each enum value', () => {
    const values = [...edgeCasesOf('status.rest-call')].map(({ webhook: { parameters } }) =>
      valueOf(parameters, 'CallStatus'),
    )
    for (const value of [
      'initiated',
      'ringing',
      'in-progress',
      'completed',
      'busy',
      'no-answer',
      'failed',
      'canceled',
    ]) {
      expect(values).toContain(value)
    }
  })
})
