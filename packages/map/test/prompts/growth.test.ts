import { superlinear } from '@ringback/test-support/growth'
import { expect, test } from 'vitest'
import { english } from '../../src/prompts/languages/english.ts'
import { readPrompts } from '../../src/prompts/read-prompts.ts'
import { readSentence } from '../../src/prompts/read-sentence.ts'
import { sentencesOf } from '../../src/prompts/tokens.ts'

const unit = [
  'press 1, 2 or 3 ',
  'key ',
  'the ',
  'press the key ',
  'for 1, ',
  'from 1 to 5 ',
  'option 1: ',
  '1 or ',
]

test('sentences are read in linear time', () => {
  expect(
    superlinear((long) => {
      for (const { tokens } of sentencesOf(long)) readSentence(tokens, english, true)
    }),
  ).toEqual([])
})

test.each(unit)('a sentence of many "%s" names a few keys for each word at most', (text) => {
  const tokens = sentencesOf(text.repeat(2000)).flatMap((sentence) => sentence.tokens)
  expect(readSentence(tokens, english, true).keys.length).toBeLessThanOrEqual(tokens.length * 10)
})

test('prompts are read in linear time', () => {
  expect(superlinear((text) => readPrompts([{ text, language: '' }]))).toEqual([])
})
