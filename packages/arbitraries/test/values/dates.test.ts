import * as arbitraries from '@ringback/arbitraries'
import { assert, property, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('dates', () => {
  it('are moments that the language reads', () => {
    assert(
      property(
        arbitraries.rfc2822Date(),
        (value) => value.endsWith(' +0000') && !Number.isNaN(Date.parse(value)),
      ),
    )
    assert(
      property(arbitraries.iso8601Date(), (value) => value.endsWith('Z') && !Number.isNaN(Date.parse(value))),
    )
  })

  it('have an unpadded day at times', () => {
    expect(sample(arbitraries.rfc2822Date(), 500).some((value) => /, \d /.test(value))).toBe(true)
  })
})
