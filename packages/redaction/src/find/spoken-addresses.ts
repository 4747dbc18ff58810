/** A word of a text. */
interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

const longestPart = 64

/**
 * The words of e-mail addresses that are read out (`john dot doe at example dot com`), without `at` and `dot`. Takes linear
 * time.
 */
export function spokenAddressWordsIn(text: string): readonly Word[] {
  if (!/ (?:at|AT) [^<>]/.test(text) || !/ (?:dot|DOT|point|punkt|punto) /i.test(text)) return []
  const words = Array.from(text.matchAll(/[\p{L}\p{N}_+-]+/gu), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }))
  const found: Word[] = []
  let from = 0
  for (let at = 1; at + 3 < words.length; at++) {
    if (!isAt(words[at]) || !isDot(words[at + 2])) continue
    let first = at - 1
    while (first - 2 >= from && isDot(words[first - 1]) && isJoined(text, words, first - 2, first)) first -= 2
    let last = at + 1
    while (last + 2 < words.length && isDot(words[last + 1])) last += 2
    if (!isJoined(text, words, first, last)) continue
    for (let place = first; place <= last; place++) {
      const word = words[place]
      if (word !== undefined && !isDot(word) && !isAt(word)) found.push(word)
    }
    from = last + 1
    at = last
  }
  return found
}

function isAt(word: Word | undefined): boolean {
  return word !== undefined && /^(?:at|arroba|aroba|ät)$/i.test(word.text)
}

function isDot(word: Word | undefined): boolean {
  return word !== undefined && /^(?:dot|point|punkt|punto|ponto)$/i.test(word.text)
}

/** Whether nothing but spaces stands between the words. */
function isJoined(text: string, words: readonly Word[], first: number, last: number): boolean {
  for (let at = first; at < last; at++) {
    const word = words[at]
    const next = words[at + 1]
    if (word === undefined || next === undefined || word.text.length > longestPart) return false
    if (text.slice(word.end, next.start).trim() !== '') return false
  }
  return true
}
