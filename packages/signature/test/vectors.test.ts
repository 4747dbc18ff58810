import { verification, verify } from '@ringback/signature'
import { expect, test } from 'vitest'
import { signatureVectors } from './vectors.ts'

test.each(signatureVectors.map((vector, index) => ({ ...vector, index })))(
  'vector $index: $url is valid: $valid ($note)',
  ({ params, ...vector }) => {
    expect(verify({ ...vector, parameters: params })).toBe(vector.valid)
    expect(verify({ ...vector, parameters: params, contentType: undefined })).toBe(vector.valid)
    expect(verify({ ...vector, parameters: Object.entries(params).flatMap(pairs) })).toBe(vector.valid)
  },
)

test('a valid vector tells which form of its URL was signed', () => {
  for (const { params, ...vector } of signatureVectors.filter(({ valid }) => valid))
    expect(verification({ ...vector, parameters: params })).toEqual({
      valid: true,
      signedUrl: vector.signedUrl,
    })
})

test('there are as many vectors as were collected, and some are meant to fail', () => {
  expect(signatureVectors).toHaveLength(48)
  expect(signatureVectors.filter(({ valid }) => !valid).length).toBeGreaterThan(5)
})

function pairs([name, value]: [string, string | readonly string[]]): [string, string][] {
  return typeof value === 'string' ? [[name, value]] : value.map((each) => [name, each])
}
