import { describe, expect, it } from 'vitest'
import type { Cause } from '../../src/causes/cause.ts'
import { causeKeys } from '../../src/causes/cause-keys.ts'
import { routeAt } from '../support.ts'

const finding = { code: 'http-status', severity: 'error', message: 'The app answers HTTP 500.' } as const
const cause = (name: string, ...values: readonly string[]): Cause => ({
  differences: [{ type: 'parameter', name, values }],
})
const keys = (path: string, { differences, general }: Cause) =>
  causeKeys(finding, routeAt(path), { differences, ...(general !== undefined && { general }) })

describe('causeKeys', () => {
  it('takes addresses of one sort for the same cause', () => {
    const key = (from: string): string => keys('/voice', cause('From', from)).key
    expect(key('sip:ann@example.com')).toBe(key('sip:bob@example.net'))
    expect(key('sip:ann@example.com')).not.toBe(key('client:ann'))
    expect(key('')).not.toBe(key('client:ann'))
  })

  it('tells a missing parameter from an empty one', () => {
    expect(keys('/voice', cause('FromCity')).key).not.toBe(keys('/voice', cause('FromCity', '')).key)
  })

  it('does not depend on the query where a parameter is the cause', () => {
    const [one, other] = [keys('/menu?lang=en', cause('From', '')), keys('/menu?lang=de', cause('From', ''))]
    expect(one.key).toBe(other.key)
  })

  it('depends on the query where the page always fails', () => {
    const always: Cause = { differences: [] }
    const [one, other] = [keys('/menu?lang=en', always), keys('/menu?lang=de', always)]
    expect(one.key).not.toBe(other.key)
    expect(one.keyOnAnyPage).toBe(other.keyOnAnyPage)
  })

  it('is the same on any page for one parameter', () => {
    const [one, other] = [keys('/voice', cause('From', '')), keys('/menu', cause('From', ''))]
    expect(one.key).not.toBe(other.key)
    expect(one.keyOnAnyPage).toBe(other.keyOnAnyPage)
  })

  it('is one for all pages and parameters where the cause is general', () => {
    const general = { name: 'non-ASCII value', description: '', isIn: () => true } as const
    const [one, other] = [
      keys('/voice', { ...cause('From', 'é'), general }),
      keys('/menu', { ...cause('FromCity', 'ö'), general }),
    ]
    expect(one).toEqual(other)
    expect(one.keyOnAnyPage).toBeUndefined()
  })

  it('is one for all forms of a caller without a phone number, on each page', () => {
    const general = { name: 'no phone number', parameter: 'From', description: '', isIn: () => true } as const
    const client = keys('/voice', { ...cause('From', 'client:ann'), general })
    expect(keys('/voice', { ...cause('From', 'anonymous'), general })).toEqual(client)
    expect(keys('/menu', { ...cause('From', 'anonymous'), general }).key).not.toBe(client.key)
    expect(keys('/menu', { ...cause('From', 'anonymous'), general }).keyOnAnyPage).toBe(client.keyOnAnyPage)
  })

  it('takes SIP headers of any name for one family', () => {
    const sip = routeAt('/voice', { kind: 'voice.incoming-sip-domain' })
    const key = (name: string): string => causeKeys(finding, sip, cause(name, 'x')).key
    expect(key('SipHeader_X-One')).toBe(key('SipHeader_X-Two'))
  })
})
