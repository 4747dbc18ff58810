import {
  element as elementName,
  spokenText,
  type TwimlDocument,
  type TwimlElement,
  type TwimlNode,
} from '@ringback/twiml'
import type { Freedom } from '../pact/contract-note.ts'
import { rewriteDocument, withAttributes, withText } from './rewrite.ts'

const anyWords = '(any words)'

const attributeOf: Readonly<Record<Exclude<Freedom, 'wording'>, string>> = {
  voice: 'voice',
  language: 'language',
}

/**
 * Two documents without what is free between them, so that only what the contract holds is left to compare. Where
 * the wording is free, something has to be said all the same, and one sentence may become two.
 */
export function freed(
  expected: TwimlDocument,
  actual: TwimlDocument,
  free: readonly Freedom[],
): readonly [TwimlDocument, TwimlDocument] {
  const [before, after] = [expected, actual].map((document) => withoutVoices(document, free))
  if (before === undefined || after === undefined || !free.includes('wording'))
    return [before ?? expected, after ?? actual]
  return sameWords(joinedSpeech(before), joinedSpeech(after))
}

function withoutVoices(document: TwimlDocument, free: readonly Freedom[]): TwimlDocument {
  const names = new Set(free.flatMap((freedom) => (freedom === 'wording' ? [] : [attributeOf[freedom]])))
  if (names.size === 0) return document
  return rewriteDocument(document, (element) => {
    if (element.id !== elementName.Say) return element
    return withAttributes(
      element,
      Object.fromEntries(Object.entries(element.attributes).filter(([name]) => !names.has(name))),
    )
  })
}

/** Sentences that follow each other in one voice are one speech. */
function joinedSpeech(document: TwimlDocument): TwimlDocument {
  const joined = rewriteDocument(document, (element) => ({
    ...element,
    children: withJoined(element.children),
  }))
  return { root: { ...joined.root, children: withJoined(joined.root.children) } }
}

function withJoined(nodes: readonly TwimlNode[]): readonly TwimlNode[] {
  const joined: TwimlNode[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (isSpeech(node) && last !== undefined && isSpeech(last) && soundsAlike(node, last)) {
      joined[joined.length - 1] = withText(last, `${spokenText(last)} ${spokenText(node)}`.trim())
    } else joined.push(node)
  }
  return joined
}

type Speech = Extract<TwimlElement, { readonly id: typeof elementName.Say }>

function isSpeech(node: TwimlNode): node is Speech {
  return node.kind === 'element' && node.id === elementName.Say
}

function soundsAlike(a: TwimlElement, b: TwimlElement): boolean {
  // A repeated sentence is not part of a longer one.
  if ('loop' in a.attributes || 'loop' in b.attributes) return false
  const spelled = ({ attributes }: TwimlElement): string =>
    JSON.stringify(Object.entries(attributes).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return spelled(a) === spelled(b)
}

/** The words of the expected document in both, where the same number of speeches makes clear which is which. */
function sameWords(before: TwimlDocument, after: TwimlDocument): readonly [TwimlDocument, TwimlDocument] {
  const [wordsBefore, wordsAfter] = [wordsIn(before), wordsIn(after)]
  if (wordsBefore.length === wordsAfter.length)
    return [spoken(before, wordsBefore), spoken(after, wordsBefore)]
  const some = (words: readonly string[]): readonly string[] => words.map(() => anyWords)
  return [spoken(before, some(wordsBefore)), spoken(after, some(wordsAfter))]
}

function wordsIn(document: TwimlDocument): readonly string[] {
  const words: string[] = []
  rewriteDocument(document, (element) => {
    if (isSpeech(element)) words.push(spokenText(element))
    return element
  })
  return words
}

/** Silence stays silence: words are given to a speech that has some. */
function spoken(document: TwimlDocument, words: readonly string[]): TwimlDocument {
  let place = 0
  return rewriteDocument(document, (element) => {
    if (!isSpeech(element)) return element
    const word = words[place++] ?? anyWords
    return withText(element, spokenText(element) === '' ? '' : word === '' ? anyWords : word)
  })
}
