import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPrompts, type ReadPrompts } from '../../src/prompts/read-prompts.ts'
import { sentencesOf } from '../../src/prompts/tokens.ts'

interface Collected {
  readonly text: string
  readonly keys: readonly string[]
}

const file = new URL('../../../../fixtures/prompts/prompts.json', import.meta.url)
// The file is hand-kept in this form; the test of its keys fails on another one.
const collected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly Collected[]>>
const all = Object.entries(collected).flatMap(([language, prompts]) =>
  prompts.map((prompt) => ({ language, ...prompt })),
)
const read = (text: string, language = ''): ReadPrompts => readPrompts([{ text, language }])
const keysOf = ({ offers }: ReadPrompts): readonly string[] => offers.map(({ key }) => key).toSorted()

test('the collection has at least 60 English prompts, 20 of four languages each, 200 in all', () => {
  expect(collected['en']?.length).toBeGreaterThanOrEqual(60)
  for (const language of ['es', 'fr', 'de', 'pt'])
    expect(collected[language]?.length).toBeGreaterThanOrEqual(20)
  expect(all.length).toBeGreaterThanOrEqual(200)
})

test.each([
  ['with the language of the Say', true],
  ['without it', false],
])('at least 95 of 100 collected prompts are understood, %s, and none is misread', (_name, hasLanguage) => {
  const results = all.map(({ text, keys, language }) => {
    const result = read(text, hasLanguage ? language : '')
    return { text, keys: keys.toSorted(), found: keysOf(result), isUnread: result.notUnderstood.length > 0 }
  })
  expect(results.filter(({ keys, found, isUnread }) => !isUnread && String(found) !== String(keys))).toEqual(
    [],
  )
  expect(results.filter(({ isUnread }) => !isUnread).length / results.length).toBeGreaterThanOrEqual(0.95)
})

test.each([
  ['Enter your 10 digit account number.', ''],
  ['We are open from 9 to 5.', ''],
  ['Press 1 for sales. We are open from 8 to 9.', '1'],
  ['For sales, press 1. Your balance is 5.', '1'],
  ['Do not press 9.', ''],
  ['Press 1, but do not press 2.', '1'],
  ['Press ONE.', '1'],
  ['Appuyez sur « 1 ».', '1'],
  ['For parts, option 3.', '3'],
  ['Option 3, parts.', ''],
  ['Option 3, parts. Option 4, service.', '34'],
  ['You are on option 3, parts.', ''],
  ['Geben Sie Ihre PIN ein. Für Notfälle die 4.', ''],
  ['Für Bestellungen die 3, für Notfälle die 4.', '34'],
  ['Press 1 to confirm, to cancel 2.', '12'],
  ['Press 1 to reach us, for room 7.', '1'],
  ['Ingrese los dígitos seguidos del asterisco.', '*'],
  ['Press any number between 2 and 4.', '234'],
  ['For parts call 212 555 0100 and press 2.', ''],
  ['For parts call 212 555 0100, option 2.', ''],
  ['To have us call 212 555 0100, press 2.', '2'],
  ['Please hang up and dial 15.', ''],
  ['Hang up or press 1.', '1'],
  ['In an emergency dial 15.', ''],
  ['You pressed 3 please press 1 to go on.', '1'],
  ['The 3 is not a valid choice.', ''],
  ['Merci de ne pas appuyer sur la touche 1.', ''],
  ['Drücken Sie bitte nicht die 1.', ''],
  ['No es necesario pulsar nada. No oprima el 1.', ''],
  ['There is no need to press 1.', ''],
  ['You need to press 1.', '1'],
  ['Please rate us from 1 to 3.', '123'],
  ['Interest rates rose from 1 to 3.', ''],
  ['To go on press 1, otherwise 2.', '12'],
  ['Otherwise 2.', ''],
  ['Press 1-3.', '123'],
  ['Press 1–3.', '123'],
  ['Enter 1-3 now.', '123'],
  ['Call 1-800-555-0100 or press 2.', '2'],
  ['Your code is 5-5-5-6, enter 5-5-5-6.', ''],
  ['We are open 9-5.', ''],
  ['Für Termine Taste 1, für Rezepte Taste 2.', '12'],
  ['Bewerten Sie uns mit den Tasten 1 bis 3.', '123'],
  ['Choose: 1, sales; 2, service.', '12'],
  ['Enter the code: 4, then 5, a star.', ''],
  ['Our rating: star.', ''],
  ['Reception, 1. Doctor, 2. Back, star.', '*12'],
  ['To accept, press 1, or any other key to decline.', '1other'],
  ['Press 1 to accept or any other key to decline.', '1other'],
  ['Press 1, or any other key, to continue.', '1any'],
  ['Press 1 to record again. Press any other key to go on.', '1other'],
  ['Drücken Sie die 1, um anzunehmen, oder jede andere Taste, um abzulehnen.', '1other'],
  ['Pulse 1 para aceptar o cualquier otra tecla para rechazar.', '1other'],
  ['Appuyez sur 1 pour accepter, ou sur une autre touche pour refuser.', '1other'],
  ['Digite 1 para aceitar ou qualquer outra tecla para recusar.', '1other'],
  ['Prema 1 per accettare o un altro tasto per rifiutare.', '1other'],
  ['Toets 1 om aan te nemen of een andere toets om te weigeren.', '1other'],
])('%s offers %j', (prompt, keys) => {
  expect(keysOf(read(prompt)).join('')).toBe(keys)
})

test('a sentence that speaks of keys without one that can be read is said to be not understood', () => {
  expect(read('Hello. Press the button that you like best.').notUnderstood).toEqual([
    'Press the button that you like best.',
  ])
})

test('an option that stands alone is said to be not understood, one that others count on is not', () => {
  expect(read('Option 3, parts.').notUnderstood).toEqual(['Option 3, parts.'])
  expect(read('Option 3, parts. Option 4, service.').notUnderstood).toEqual([])
})

test.each(['Rate us from 1 to 10.', 'Use star between letters.', 'Office 1, library 2.', '1, office.'])(
  '"%s" may speak of keys: it is said to be not understood',
  (text) => {
    expect(read(text)).toEqual({ offers: [], notUnderstood: [text] })
  },
)

test.each([
  'Terminal 2, gate 5.',
  'Room 1, room 2.',
  'Key in the last digits of your card.',
  'Option 3 is no longer available.',
  'For parts call 212 555 0100 and choose option 2.',
])('"%s" does not speak of keys of the menu', (text) => {
  expect(read(text)).toEqual({ offers: [], notUnderstood: [] })
})

test('a key comes with the first sentence that offers it, and once', () => {
  expect(read('Hello. For sales, press 1. Again: press 1 for sales.').offers).toEqual([
    { key: '1', sentence: 'For sales, press 1.' },
  ])
})

test('what one prompt offers, it offers beside another prompt too', () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom(...all), (one, other) => {
      const both = readPrompts([one, other].map(({ text, language }) => ({ text, language })))
      const found = new Set(keysOf(both))
      for (const key of keysOf(read(one.text, one.language))) expect(found).toContain(key)
    }),
  )
})

test('anything can be read', () => {
  const anything = fc.string({ unit: 'grapheme', maxLength: 300 })
  const languages = fc.constantFrom('', 'en', 'de', 'ja-JP', '__proto__')
  fc.assert(
    fc.property(anything, languages, (text, language) => {
      for (const { key } of read(text, language).offers)
        expect(key).toMatch(/^(?:any|other|[*#]?\d{1,2}|[*#])$/)
    }),
  )
})

test('twice the text has twice the sentences', () => {
  const hostile = 'press 1, 2 or 3 '.repeat(2000)
  expect(sentencesOf(`${hostile}.`.repeat(2))).toHaveLength(2)
  expect(keysOf(read(hostile))).toEqual(['1', '2', '3'])
})
