import type { Parameters } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'
import { findGeneralCause } from '../../src/shrink/general-cause.ts'
import { changed, plainOf, sentOf } from '../support.ts'

const plain = plainOf()

function generalCause(value: string, fails: (parameters: Parameters) => boolean, name = 'CallerName') {
  return findGeneralCause(plain, { type: 'parameter', name, values: [value] }, async (parameters) =>
    fails(parameters) ? sentOf(parameters) : undefined,
  )
}

const has = (part: string) => (parameters: Parameters) => parameters.some(([, value]) => value.includes(part))

describe('findGeneralCause', () => {
  it('is a parameter that the app does not know', async () => {
    const known = new Set(plain.map(([name]) => name))
    const cause = await generalCause('ANN', (parameters) => parameters.some(([name]) => !known.has(name)))
    expect(cause?.name).toBe('unknown parameter')
    expect(cause?.isIn(plain)).toBe(false)
    expect(cause?.isIn(changed(plain, { StirVerstat: 'A' }))).toBe(true)
  })

  it('is a value beyond ASCII', async () => {
    const cause = await generalCause('José', has('é'))
    expect(cause?.name).toBe('non-ASCII value')
    expect(cause?.isIn(changed(plain, { FromCity: 'KÖLN' }))).toBe(true)
  })

  it('is a long value, from its length on', async () => {
    const long = 'A'.repeat(600)
    const cause = await generalCause(long, (parameters) =>
      parameters.some(([, value]) => value.length >= 600),
    )
    expect(cause?.name).toBe('long value')
    expect(cause?.isIn(changed(plain, { FromCity: 'B'.repeat(600) }))).toBe(true)
    expect(cause?.isIn(changed(plain, { FromCity: 'B'.repeat(599) }))).toBe(false)
  })

  it('is undefined where it is this parameter only', async () => {
    const onlyName = (parameters: Parameters): boolean => parameters.some(([name]) => name === 'CallerName')
    expect(await generalCause('ANN', onlyName)).toBeUndefined()
  })

  it('asks nothing about a plain value of a known parameter', async () => {
    let asked = 0
    expect(await generalCause('BERLIN', () => (asked += 1) > 0, 'FromCity')).toBeUndefined()
    expect(asked).toBe(0)
  })
})
