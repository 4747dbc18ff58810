import type { Arbitrary } from 'fast-check'
import type { Forms } from '../forms/form.ts'
import { fromForms } from '../forms/form-arbitrary.ts'
import { fillDigits, integerOf, pick, type NonEmpty } from '../forms/detail-seed.ts'

/** A parameter whose name the app chose. */
export type NamedValue = readonly [name: string, value: string]

const orders: NonEmpty<string> = ['42', 'abc', 'A-7', 'vip']

/** The forms of a parameter of the app's own: what `connect({ params })` and `<Parameter>` carry. */
export const customParameterForms: Forms<NamedValue> = [
  { name: 'custom', make: (seed) => ['orderId', pick(orders, seed)] },
  { name: 'custom-number', make: (seed) => ['phoneNumber', fillDigits('+120355501xx', seed)] },
  { name: 'custom-dotted-name', make: (seed) => ['queue.id', String(integerOf(seed, 1, 99))] },
  { name: 'custom-snake-case-name', make: (seed) => ['menu_id', String(integerOf(seed, 0, 9))] },
  { name: 'custom-empty', make: () => ['note', ''] },
  { name: 'custom-json', make: () => ['context', '{"a":[1,2],"b":"x y"}'] },
  { name: 'custom-non-ascii', make: () => ['größe', 'très grand'] },
  { name: 'custom-markup', make: () => ['comment', '<b>5 & 6</b>'] },
]

/** The forms of an `X-` header of a SIP message, and of `User-to-User`, as a name and a value. */
export const sipHeaderForms: Forms<NamedValue> = [
  { name: 'header', make: (seed) => ['X-Route-Id', pick(orders, seed)] },
  { name: 'header-lower-case', make: (seed) => ['x-agent', String(integerOf(seed, 7, 99))] },
  { name: 'header-user-to-user', make: () => ['User-to-User', '48656c6c6f;encoding=hex'] },
  { name: 'header-empty', make: () => ['X-Empty', ''] },
  { name: 'header-uri', make: () => ['X-Original-To', '<sip:bob@example.com;transport=tcp>'] },
]

/** Parameters of an app's own: a name and a value. */
export function customParameter(): Arbitrary<NamedValue> {
  return fromForms(customParameterForms)
}

/** Headers of a SIP message that Twilio passes on: a name and a value. */
export function sipHeader(): Arbitrary<NamedValue> {
  return fromForms(sipHeaderForms)
}
