import { dutch } from './languages/dutch.ts'
import { english } from './languages/english.ts'
import { french } from './languages/french.ts'
import { german } from './languages/german.ts'
import { italian } from './languages/italian.ts'
import { portuguese } from './languages/portuguese.ts'
import { spanish } from './languages/spanish.ts'
import { verbsOf, type Lexicon } from './lexicon.ts'
import { offersAfterVerbs, readSentence } from './read-sentence.ts'
import { hasPhrase, sentencesOf, type Sentence } from './tokens.ts'

/** The most characters of a Say that any voice speaks (docs/facts/twiml.md, section 1.7). */
const longestText = 5000

const lexicons: readonly Lexicon[] = [english, spanish, french, german, portuguese, italian, dutch]

/** What the caller hears: a text, and the language of its Say (`es-MX`); empty where it is not known. */
export interface Prompt {
  readonly text: string
  readonly language: string
}

/** A key that a prompt offers, with the sentence that offers it. */
export interface OfferedKey {
  /** One key, several that are pressed as a whole (`*6`), `any`, or `other`: every key that is not named. */
  readonly key: string
  readonly sentence: string
}

/** What prompts say of keys. */
export interface ReadPrompts {
  /** Each key once, in the order of the prompts. */
  readonly offers: readonly OfferedKey[]
  /** Sentences that speak of keys and could not be read. */
  readonly notUnderstood: readonly string[]
}

/**
 * Reads which keys prompts offer: English, Spanish, French, German, Portuguese, Italian and Dutch, also
 * mixed.
 */
export function readPrompts(prompts: readonly Prompt[]): ReadPrompts {
  const found = new Map<string, string>()
  const notUnderstood: string[] = []
  for (const { text, language } of prompts) {
    const sentences = sentencesOf(text.slice(0, longestText))
    const lexicon = lexiconOf(language, sentences)
    const perhaps: (readonly [string, string])[] = []
    const unclear: { readonly text: string; readonly perhaps: readonly string[] }[] = []
    let range: readonly string[] = []
    for (const sentence of sentences) {
      const read = readSentence(sentence.tokens, lexicon, found.size > 0)
      const foreign = read.keys.length > 0 ? [] : foreignOffers(sentence, lexicon)
      const isRange = read.isUnclear && foreign.length === 0 && range.length > 0
      const keys = [...read.keys, ...foreign, ...(isRange ? range : [])]
      for (const key of keys) if (!found.has(key)) found.set(key, sentence.text)
      if (read.range.length > 0) ({ range } = read)
      if (read.isUnclear && keys.length === 0) unclear.push({ text: sentence.text, perhaps: read.perhaps })
      for (const key of read.perhaps) perhaps.push([key, sentence.text])
    }
    for (const [key, sentence] of countedOn(perhaps, [...found.keys()])) {
      if (!found.has(key)) found.set(key, sentence)
    }
    const isRead = (keys: readonly string[]): boolean =>
      keys.length > 0 && keys.every((key) => found.has(key))
    notUnderstood.push(...unclear.flatMap((each) => (isRead(each.perhaps) ? [] : [each.text])))
  }
  return { offers: [...found].map(([key, sentence]) => ({ key, sentence })), notUnderstood }
}

/**
 * Keys at the ends of clauses are offers when they count on, from each other or from a key that was
 * offered; star and hash are when other keys are offered.
 */
function countedOn(
  perhaps: readonly (readonly [string, string])[],
  offered: readonly string[],
): readonly (readonly [string, string])[] {
  const keys = new Set([...offered, ...perhaps.map(([key]) => key)])
  const countsOn = (key: string): boolean => keys.has(`${Number(key) - 1}`) || keys.has(`${Number(key) + 1}`)
  const isMenu = offered.length > 0 || perhaps.some(([key]) => /\d/.test(key) && countsOn(key))
  return perhaps.filter(([key]) => (/\d/.test(key) ? countsOn(key) : isMenu))
}

function foreignOffers({ tokens }: Sentence, own: Lexicon): readonly string[] {
  for (const lexicon of lexicons) {
    if (lexicon === own || !hasPhrase(tokens, verbsOf(lexicon))) continue
    const keys = offersAfterVerbs(tokens, lexicon)
    if (keys.length > 0) return keys
  }
  return []
}

/** The words of the Say's language; without one, of the language that most words of the text belong to. */
function lexiconOf(language: string, sentences: readonly Sentence[]): Lexicon {
  const named = lexicons.find((each) => each.language === language.toLowerCase().split('-')[0])
  if (named !== undefined) return named
  const tokens = sentences.flatMap((sentence) => sentence.tokens)
  const score = (lexicon: Lexicon): number => {
    const { press, enter, articles, purpose, or } = lexicon
    const words = new Set([press, enter, articles, purpose, or].flat().flatMap((phrase) => phrase.split(' ')))
    return tokens.filter((token) => words.has(token)).length
  }
  return lexicons.reduce((best, each) => (score(each) > score(best) ? each : best), english)
}
