import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

const large = `<Response>${' '.repeat(70_000)}</Response>`

it('finds a document above 64 kB, and lets a sound be as long as it is', () => {
  expect(codesOf(exchangeOf('voice.incoming-pstn', { body: large }))).toEqual(['answer-too-large', 11750])
  expect(codesOf(exchangeOf('voice.incoming-pstn', { body: large, type: 'audio/mpeg' }))).toEqual([])
})

it('finds a document that the recorder cut off above 64 kB', () => {
  const { response, ...exchange } = exchangeOf('voice.incoming-pstn', {})
  const cut = { status: 200, headers: response?.headers ?? [], body: { text: '<Resp', truncatedAt: 65_536 } }
  expect(codesOf({ ...exchange, response: cut })).toContain('answer-too-large')
})
