import { kindRow, kinds, unknownKindError, type WebhookKind } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['dial.acton', 'Unknown webhook kind dial.acton. Did you mean dial.action?'],
  ['gather', 'Unknown webhook kind gather. Did you mean gather.action, gather.partial-result?'],
  ['xyz', 'Unknown webhook kind xyz.'],
  ['', 'Unknown webhook kind "".'],
])('%j', (name, message) => {
  expect(unknownKindError(name)).toMatchObject({ code: 'unknown-kind', message })
})

test('kinds that begin nearly so are named', () => {
  expect(unknownKindError('voice.incomming').message).toContain('Did you mean voice.incoming-pstn')
})

test('a kind with one letter changed is named', () => {
  const changed = fc
    .tuple(fc.constantFrom(...kinds.map(({ kind }) => kind)), fc.nat(), fc.constantFrom('x', ''))
    .map(([kind, place, letter]) => {
      const at = place % kind.length
      return { kind, name: kind.slice(0, at) + letter + kind.slice(at + 1) }
    })
    .filter(({ kind, name }) => kind !== name)
  fc.assert(
    fc.property(changed, ({ kind, name }) => {
      const isKind = kinds.some((row) => row.kind === name)
      expect(isKind || unknownKindError(name).message.includes(kind.slice(0, 4))).toBe(true)
    }),
  )
})

test('a row is only found for a kind', () => {
  // As JavaScript may call it.
  expect(() => kindRow('voice.incomming' as WebhookKind)).toThrow(RingbackError)
})
