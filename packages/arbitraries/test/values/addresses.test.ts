import * as arbitraries from '@ringback/arbitraries'
import { parseAddress } from '@ringback/catalog'
import { assert, property } from 'fast-check'
import { describe, it } from 'vitest'

describe('addresses', () => {
  it('are what the catalog takes them for', () => {
    assert(property(arbitraries.clientAddress(), (value) => parseAddress(value).scheme === 'client'))
    assert(property(arbitraries.sipUri(), (value) => parseAddress(value).scheme === 'sip'))
    assert(property(arbitraries.whatsappAddress(), (value) => parseAddress(value).scheme === 'whatsapp'))
    assert(
      property(arbitraries.rawNumber(), (value) =>
        ['raw', 'short-code', 'pstn'].includes(parseAddress(value).scheme),
      ),
    )
  })

  it('keep the limit of 256 characters for identities', () => {
    assert(property(arbitraries.clientAddress(), (value) => value.length <= 'client:'.length + 256))
  })
})
