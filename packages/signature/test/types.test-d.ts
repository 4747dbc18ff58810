import {
  explain,
  sign,
  verification,
  verify,
  type CauseCode,
  type Fixes,
  type SignedRequest,
} from '@ringback/signature'
import { expectTypeOf, test } from 'vitest'

test('parameters are pairs or a record, readonly or not', () => {
  const pairs = [
    ['Digits', '1'],
    ['Digits', '2'],
  ] as const
  expectTypeOf(sign({ url: '', authToken: '', parameters: pairs })).toEqualTypeOf<string>()
  expectTypeOf(
    sign({ url: '', authToken: '', parameters: { Digits: ['1', '2'], To: '' } }),
  ).toEqualTypeOf<string>()
  // @ts-expect-error: a number is no parameter
  sign({ url: '', authToken: '', parameters: { Digits: 1 } })
})

test('a request to verify has to have a signature, if only undefined', () => {
  expectTypeOf<SignedRequest['signature']>().toEqualTypeOf<string | undefined>()
  // @ts-expect-error: no signature
  verify({ url: '', method: 'POST', authToken: '' })
})

test('only a refusal has a reason', () => {
  const found = verification({ url: '', method: 'GET', authToken: '', signature: '' })
  if (found.valid) expectTypeOf(found.signedUrl).toEqualTypeOf<string>()
  // @ts-expect-error: what is valid has no reason
  else expectTypeOf(found.signedUrl)
})

test('an explanation has causes with fixes, or hints', () => {
  const found = explain({
    url: '',
    method: 'GET',
    authToken: '',
    parameters: { Digits: null, List: [1, { a: 2 }] },
  })
  if (!found.found) return
  for (const { code, fixes } of found.causes) {
    expectTypeOf(code).toEqualTypeOf<CauseCode>()
    expectTypeOf(fixes).toEqualTypeOf<Fixes>()
  }
})
