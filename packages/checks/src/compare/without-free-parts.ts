import {
  attributeValue,
  element as elementName,
  spokenText,
  type TwimlDocument,
  type TwimlElement,
  type TwimlNode,
} from '@ringback/twiml'
import type { FreePart } from './compare-options.ts'
import { rewriteDocument, withAttributes, withText } from './rewrite-document.ts'

const anyWords = '(any words)'

const attributeOf: Readonly<Record<Exclude<FreePart, 'wording'>, string>> = {
  voice: 'voice',
  language: 'language',
}

/**
 * Two documents without the parts that may differ, so that only what is held remains to be compared. Where the
 * wording is free, something has to be said all the same, and one sentence may become two.
 */
export function withoutFreeParts(
  expected: TwimlDocument,
  actual: TwimlDocument,
  free: readonly FreePart[],
): readonly [TwimlDocument, TwimlDocument] {
  const before = withoutSpeechAttributes(expected, free)
  const after = withoutSpeechAttributes(actual, free)
  return free.includes('wording') ? sameWords(joinedSpeech(before), joinedSpeech(after)) : [before, after]
}

function withoutSpeechAttributes(document: TwimlDocument, free: readonly FreePart[]): TwimlDocument {
  const names = new Set(free.flatMap((part) => (part === 'wording' ? [] : [attributeOf[part]])))
  if (names.size === 0) return document
  return rewriteDocument(document, (element) => {
    if (element.id !== elementName.Say) return element
    return withAttributes(
      element,
      Object.fromEntries(Object.entries(element.attributes).filter(([name]) => !names.has(name))),
    )
  })
}

/** Makes one Say of those that follow each other in one voice. */
function joinedSpeech(document: TwimlDocument): TwimlDocument {
  const joined = rewriteDocument(document, (element) => ({
    ...element,
    children: withJoined(element.children),
  }))
  return { root: { ...joined.root, children: withJoined(joined.root.children) } }
}

function withJoined(nodes: readonly TwimlNode[]): readonly TwimlNode[] {
  const joined: TwimlNode[] = []
  let texts: string[] = []
  const write = (): void => {
    const last = joined.at(-1)
    if (texts.length > 1 && last !== undefined && isSpeech(last))
      joined[joined.length - 1] = withText(last, texts.join(' ').trim())
  }
  for (const node of nodes) {
    const last = joined.at(-1)
    if (isSpeech(node) && last !== undefined && isSpeech(last) && soundsAlike(node, last)) {
      texts.push(spokenText(node))
      continue
    }
    write()
    joined.push(node)
    texts = node.kind === 'element' ? [spokenText(node)] : []
  }
  write()
  return joined
}

type Speech = Extract<TwimlElement, { readonly id: typeof elementName.Say }>

function isSpeech(node: TwimlNode): node is Speech {
  return node.kind === 'element' && node.id === elementName.Say
}

/** Whether two speeches are said once each, in the same voice and language. */
function soundsAlike(a: Speech, b: Speech): boolean {
  // A repeated sentence is not part of a longer one.
  if (attributeValue(a, 'loop') !== 1 || attributeValue(b, 'loop') !== 1) return false
  return (
    attributeValue(a, 'voice') === attributeValue(b, 'voice') &&
    attributeValue(a, 'language') === attributeValue(b, 'language')
  )
}

/** The words of the expected document in both, where the same number of speeches makes clear which is which. */
function sameWords(before: TwimlDocument, after: TwimlDocument): readonly [TwimlDocument, TwimlDocument] {
  const [wordsBefore, wordsAfter] = [wordsIn(before), wordsIn(after)]
  if (wordsBefore.length === wordsAfter.length)
    return [withWords(before, wordsBefore), withWords(after, wordsBefore)]
  const some = (words: readonly string[]): readonly string[] => words.map(() => anyWords)
  return [withWords(before, some(wordsBefore)), withWords(after, some(wordsAfter))]
}

function wordsIn(document: TwimlDocument): readonly string[] {
  const words: string[] = []
  rewriteDocument(document, (element) => {
    if (isSpeech(element)) words.push(spokenText(element))
    return element
  })
  return words
}

/** Gives words to every Say that has some; one without words stays without. */
function withWords(document: TwimlDocument, words: readonly string[]): TwimlDocument {
  let place = 0
  return rewriteDocument(document, (element) => {
    if (!isSpeech(element)) return element
    const word = words[place++] ?? anyWords
    return withText(element, spokenText(element) === '' ? '' : word === '' ? anyWords : word)
  })
}
