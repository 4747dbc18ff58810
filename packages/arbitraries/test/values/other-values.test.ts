import * as arbitraries from '@ringback/arbitraries'
import { assert, property } from 'fast-check'
import { describe, it } from 'vitest'

describe('the other values', () => {
  it('keep to their alphabets', () => {
    assert(property(arbitraries.digits(), (value) => /^[\d*#]*$/.test(value)))
    assert(property(arbitraries.sid('RE'), (value) => /^RE(?:[\da-f]{32}|[\dA-F]{32})$/.test(value)))
    assert(property(arbitraries.confidence(), (value) => Number(value) >= 0 && Number(value) <= 1))
    assert(property(arbitraries.callerName(), (value) => value.length <= 20))
    assert(property(arbitraries.speech(), (value) => value.length > 0))
    assert(property(arbitraries.customParameter(), ([name]) => name.length > 0))
    assert(property(arbitraries.sipHeader(), ([name]) => /^[\w-]+$/.test(name)))
  })
})
