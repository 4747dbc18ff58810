import { distanceFromPlain, edgeCasesOf, plainWebhook } from '@ringback/arbitraries'
import { kinds } from '@ringback/catalog'
import { describe, expect, it } from 'vitest'

describe('distanceFromPlain', () => {
  it('measures 0 for the plain webhook', () => {
    for (const { kind } of kinds) expect(distanceFromPlain(plainWebhook(kind))).toBe(0)
  })

  it('measures more for every edge case but an order that is that of the documentation already', () => {
    for (const { kind } of kinds) {
      const [, ...cases] = edgeCasesOf(kind)
      const unmoved = cases.filter(({ webhook }) => distanceFromPlain(webhook) === 0)
      expect(unmoved.map(({ name }) => name).filter((name) => !name.startsWith('order:'))).toEqual([])
    }
  })
})
