import { expect, it } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

it('finds text that was escaped twice', () => {
  const said = (text: string) =>
    codesOf(exchangeOf('voice.incoming-pstn', { body: `<Response><Say>${text}</Say></Response>` }))
  expect(said('B &amp;amp; B')).toEqual(['escaped-twice', 0])
  expect(said('B &amp; B')).toEqual([])
})
