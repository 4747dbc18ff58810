import { expect, test } from 'vitest'
import { codesOf } from '../support/codes-of.ts'
import { exchangeOf } from '../support/exchanges.ts'

test.each(['undefined', 'NaN', 'null', '[object Object]', '%s', '${name}', '{{ name }}'])(
  'finds "%s" where a value is missing, unless the caller said it',
  (word) => {
    const answer = { body: `<Response><Say>Hello ${word}</Say></Response>` }
    expect(codesOf(exchangeOf('voice.incoming-pstn', answer))).toEqual(['placeholder-spoken', 0])
    const said = `SpeechResult=${encodeURIComponent(word)}`
    expect(codesOf(exchangeOf('gather.action', answer, said))).toEqual([])
  },
)
