import { withheldNumbers, withheldWords } from '../../data/caller-ids.ts'
import { sidPrefix } from '../../data/sid-prefixes.ts'
import { oddValues, type GrammarDefinition } from '../grammar-definition.ts'
import { anyOf, inAnyCase, literally } from '../patterns.ts'
import { valueShapes } from '../value-shapes.ts'

const { phoneNumber, shortCode, sidDigits } = valueShapes
const applicationSid = sidPrefix.application + sidDigits
const withheldWord = anyOf(...withheldWords.map(inAnyCase))
const withheldNumber = anyOf(...withheldNumbers.map(({ number }) => literally(number)))

/** No control character, space, delimiter of URIs or "unwise" character (docs/facts/webhooks.md, section 2.2; error 31105). */
const identity = String.raw`[^\x00-\x20\x7f<>#%"{}|\\^\[\]\x60]{1,256}`

const maybe = (...sources: readonly string[]): string => `(?:${sources.join('|')})?`

/** An end of a call: a number, a scheme with what belongs to it, a word for who withheld the number, or nothing. */
export const address: GrammarDefinition = {
  grammar: 'address',
  reads: {
    pattern: () =>
      maybe(
        phoneNumber,
        shortCode,
        applicationSid,
        withheldWord,
        String.raw`(?:${inAnyCase('client')}|${inAnyCase('sip')}[Ss]?|${inAnyCase('whatsapp')}|${inAnyCase('sim')}):[\s\S]*`,
      ),
  },
  writes: {
    pattern: () =>
      maybe(
        phoneNumber,
        shortCode,
        applicationSid,
        withheldWord,
        `client:${identity}`,
        String.raw`sips?:[^@\x00-\x20<>"]+@[^@\x00-\x20<>"]+`,
        `whatsapp:${phoneNumber}`,
        `sim:${valueShapes.sid}`,
      ),
  },
  // What Twilio cannot bring into E.164 it passes on as it came (docs/facts/webhooks.md, section 2.1).
  stray: { check: (value) => value.length <= 256 && !/\p{Cc}/u.test(value) },
  words: () => 'a number with +, client:name, sip:user@host, whatsapp:+number, or a word like anonymous',
  example: ({ example = '+14155550100' }) => example,
  // Who withheld the number is nobody, and apps branch on it.
  privacy: { harmless: anyOf(withheldWord, withheldNumber), content: 'address' },
  oddForms: () =>
    oddValues('', ...withheldWords, ...withheldNumbers.map(({ number }) => number), '4155550100', '464'),
}
