import { keyAt } from './key-at.ts'
import { verbsOf } from './lexicon.ts'
import { isPurpose, mostArticles, type Reading } from './reading.ts'
import { endsWithPhrase, hasPhrase, phraseAt } from './tokens.ts'

/** `Press any key`; `any number between 1 and 5` is a range. */
export function anyKey({ tokens, lexicon, keys, hasVerb }: Reading, index: number): number {
  const length = phraseAt(tokens, index, lexicon.anyKey)
  if (length === 0 || !hasVerb) return 0
  const from = phraseAt(tokens, index + length, lexicon.from)
  if (from === 0 || keyAt(tokens, index + length + from, lexicon) === undefined) keys.push('any')
  return length
}

/**
 * `Press 1 to accept, or any other key to decline`. In `press 1 or any other key to go on` the named key does what all others do:
 * that is any key.
 */
export function otherKey(reading: Reading, index: number): number {
  const { tokens, lexicon, keys, hasVerb, isMenu } = reading
  const length = phraseAt(tokens, index, lexicon.otherKey)
  if (length === 0 || !(hasVerb || isMenu)) return 0
  const start = behindNamedKey(reading, index)
  const isOfItsOwn =
    start === undefined ||
    (hasPhrase(tokens.slice(0, start), lexicon.purpose) && isPurpose(reading, index + length))
  keys.push(isOfItsOwn ? 'other' : 'any')
  return length
}

/** Where the key stands that another is joined to, without its purpose between them; undefined when there is none. */
function behindNamedKey({ tokens, lexicon }: Reading, index: number): number | undefined {
  let end = index
  for (let steps = 0; steps < mostArticles && end > 0; steps += 1) {
    const joins = [lexicon.or, verbsOf(lexicon), lexicon.articles].some((each) =>
      endsWithPhrase(tokens, end, each),
    )
    if (tokens[end - 1] !== ',' && !joins) break
    end -= 1
  }
  if (end === index) return undefined
  for (const length of [2, 1]) {
    if (end >= length && keyAt(tokens, end - length, lexicon)?.length === length) return end - length
  }
  return undefined
}
