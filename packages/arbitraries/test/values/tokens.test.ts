import * as arbitraries from '@ringback/arbitraries'
import { assert, property } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('tokens', () => {
  it('are percent-encoded JSON around a token in three parts', () => {
    assert(
      property(arbitraries.callTokenValue(), (value) => {
        const token: unknown = JSON.parse(decodeURIComponent(value))
        expect(token).toHaveProperty('parentCallInfoToken')
        expect(token).toHaveProperty('identityHeaderTokens')
      }),
    )
    assert(property(arbitraries.passportToken(), (value) => value.split('.').length === 3))
    assert(property(arbitraries.addOns(), (value) => typeof JSON.parse(value) === 'object'))
  })
})
