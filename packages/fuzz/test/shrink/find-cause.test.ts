import { valueOf, type Parameters } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'
import { findCause, pairFor } from '../../src/shrink/find-cause.ts'
import type { Reproduce } from '../../src/shrink/reproduce.ts'
import { changed, plainOf, routeAt, sentOf } from '../support.ts'

/** An app that fails where `fails` says so. */
const failingWhen =
  (fails: (get: (name: string) => string | undefined) => boolean): Reproduce =>
  async (parameters: Parameters) =>
    fails((name) => valueOf(parameters, name)) ? sentOf(parameters) : undefined

describe('findCause', () => {
  const plain = plainOf()
  const failing = changed(plain, { From: 'anonymous', FromCity: '', CallerName: 'ANN' })

  it('is the one parameter that takes part', async () => {
    const cause = await findCause(
      { plain, failing },
      failingWhen((get) => get('FromCity') === ''),
      false,
    )
    expect(cause).toEqual({ differences: [{ type: 'parameter', name: 'FromCity', values: [''] }] })
  })

  it('is both parameters where it takes both', async () => {
    const both = failingWhen((get) => get('From') === 'anonymous' && get('CallerName') === 'ANN')
    const cause = await findCause({ plain, failing }, both, false)
    expect(cause?.differences.map((each) => (each.type === 'parameter' ? each.name : '')).toSorted()).toEqual(
      ['CallerName', 'From'],
    )
  })

  it('is nothing in particular where the plain webhook fails as well', async () => {
    expect(
      await findCause(
        { plain, failing },
        failingWhen(() => true),
        false,
      ),
    ).toEqual({ differences: [] })
  })

  it('is unknown where the failure does not show again', async () => {
    expect(
      await findCause(
        { plain, failing },
        failingWhen(() => false),
        false,
      ),
    ).toBeUndefined()
  })

  it('is general where any parameter does the same', async () => {
    const ofAny: Reproduce = async (parameters) =>
      parameters.some(([, value]) => value.includes('ö')) ? sentOf(parameters) : undefined
    const cause = await findCause({ plain, failing: changed(plain, { FromCity: 'KÖLN ö' }) }, ofAny, false)
    expect(cause?.general?.name).toBe('non-ASCII value')
  })

  it('is what is missing, repeated, or in another order, before a value that does the same', async () => {
    const odd = [
      ...changed(plain, { From: 'anonymous', CallerName: undefined }).toReversed(),
      ['To', '1'],
    ] as const
    const always = (name: string): Reproduce =>
      failingWhen((get) => get('From') === 'anonymous' || get(name) === undefined)
    const missing = await findCause(
      { plain: changed(plain, { FromCity: 'A' }), failing: changed(odd, { FromCity: undefined }) },
      always('FromCity'),
      false,
    )
    expect(missing?.differences).toEqual([{ type: 'parameter', name: 'FromCity', values: [] }])
    const repeated: Reproduce = async (parameters) =>
      parameters.filter(([name]) => name === 'To').length > 1 || valueOf(parameters, 'From') === 'anonymous'
        ? sentOf(parameters)
        : undefined
    expect((await findCause({ plain, failing: odd }, repeated, false))?.differences).toMatchObject([
      { type: 'parameter', name: 'To' },
    ])
    const reordered: Reproduce = async (parameters) =>
      parameters[0]?.[0] !== plain[0]?.[0] || valueOf(parameters, 'From') === 'anonymous'
        ? sentOf(parameters)
        : undefined
    expect((await findCause({ plain, failing: odd }, reordered, false))?.differences).toEqual([
      { type: 'order' },
    ])
  })

  it('takes speech in place of keys for one difference', async () => {
    const keys = plainOf('gather.action')
    const speech = changed(keys, { Digits: undefined, SpeechResult: 'sales', Confidence: '0.9' })
    const reproduce = failingWhen((get) => get('SpeechResult') !== undefined)
    const cause = await findCause({ plain: keys, failing: speech }, reproduce, false)
    const names = cause?.differences.map((each) => (each.type === 'parameter' ? each.name : ''))
    expect(names?.toSorted()).toEqual(['Confidence', 'Digits', 'SpeechResult'])
  })
})

describe('pairFor', () => {
  const route = routeAt('/menu', { kind: 'gather.action' })
  const keys = plainOf('gather.action')
  const speech = changed(keys, { Digits: undefined, SpeechResult: 'sales', Confidence: '0.9' })

  it('compares speech with plain speech', async () => {
    const pair = await pairFor(
      route,
      speech,
      failingWhen(() => false),
    )
    expect(pair.failing).toBe(speech)
    expect(valueOf(pair.plain, 'SpeechResult')).toBeDefined()
  })

  it('compares plain speech with keys where plain speech fails', async () => {
    const pair = await pairFor(
      route,
      speech,
      failingWhen((get) => get('SpeechResult') !== undefined),
    )
    expect(valueOf(pair.plain, 'Digits')).toBeDefined()
    expect(valueOf(pair.failing, 'SpeechResult')).toBeDefined()
  })
})
