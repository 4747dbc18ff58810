import { valueOf, type Parameters } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'
import { findPlainCause } from '../../src/shrink/plain-cause.ts'
import { plainOf, routeAt, sentOf } from '../support.ts'

const voice = routeAt('/voice')
const sip = routeAt('/voice', { kind: 'voice.incoming-sip-domain' })

function plainCause(route: typeof voice, fails: (parameters: Parameters) => boolean, routes = [route]) {
  return findPlainCause({
    route,
    plain: plainOf(route.kind),
    routes,
    concurrency: 4,
    newCaller: '+12015550100',
    missingEvent: async () => undefined,
    reproduce: async (parameters) => (fails(parameters) ? sentOf(parameters) : undefined),
  })
}

describe('findPlainCause', () => {
  it('is the parameter that cures it with another value', async () => {
    const cause = await plainCause(voice, (parameters) => valueOf(parameters, 'FromCity') === 'SAN FRANCISCO')
    expect(cause).toEqual([{ type: 'parameter', name: 'FromCity', values: ['SAN FRANCISCO'] }])
  })

  it('is nothing where the page always fails', async () => {
    expect(await plainCause(voice, () => true)).toEqual([])
  })

  it('is what the plain webhook of another kind on the page has not', async () => {
    const hasDomain = (parameters: Parameters): boolean => valueOf(parameters, 'SipDomain') !== undefined
    const cause = await plainCause(sip, hasDomain, [voice, sip])
    expect(cause).toMatchObject([{ type: 'parameter', name: 'SipDomain' }])
  })

  it('is a parameter that is missing, before the value of one that is there', async () => {
    const cause = await plainCause(voice, (parameters) => valueOf(parameters, 'CallerName') === undefined)
    expect(cause).toEqual([{ type: 'parameter', name: 'CallerName', values: [] }])
  })

  it('is the caller only where another plain caller makes a difference', async () => {
    const isPlainNumber = (parameters: Parameters): boolean =>
      /^\+1\d{10}$/.test(valueOf(parameters, 'From') ?? '')
    expect(await plainCause(voice, isPlainNumber)).toEqual([])
    const from = valueOf(plainOf(voice.kind), 'From') ?? ''
    const isThisCaller = (parameters: Parameters): boolean => valueOf(parameters, 'From') === from
    expect(await plainCause(voice, isThisCaller)).toEqual([
      { type: 'parameter', name: 'From', values: [from] },
    ])
  })
})
