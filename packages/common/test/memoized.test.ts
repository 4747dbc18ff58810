import { memoized } from '@ringback/common'
import { expect, test } from 'vitest'

test('work is done once for each object, also where its result is undefined', () => {
  const seen: object[] = []
  const work = memoized((key: { readonly value: number | undefined }) => {
    seen.push(key)
    return key.value
  })
  const [one, other] = [{ value: 1 }, { value: undefined }]
  expect([work(one), work(other), work(one), work(other)]).toEqual([1, undefined, 1, undefined])
  expect(seen).toEqual([one, other])
})
