import { memoized } from '@ringback/common'

/**
 * The words of one language by which a prompt offers keys. Everything is lower case and without accents,
 * since prompts are folded before they are read; a phrase is words separated by one space.
 */
export interface Lexicon {
  /** BCP 47 primary language. */
  readonly language: string
  /** The names of keys: `two` is `2`, `number sign` is `#`. */
  readonly keys: Readonly<Record<string, string>>
  /** Verbs that ask for a key and for nothing else: `press`. */
  readonly press: readonly string[]
  /** Verbs that ask for a key or for longer input: `enter`. */
  readonly enter: readonly string[]
  /** Verb forms that stand behind the key: German `die 1 drücken`. */
  readonly pressBehind: readonly string[]
  /** What introduces the key that ends an input: `followed by`. */
  readonly followedBy: readonly string[]
  /** Words that may stand between a verb and its key: `the`, `button`. */
  readonly articles: readonly string[]
  readonly or: readonly string[]
  /** What stands between the first and the last key of a range: `through`. */
  readonly until: readonly string[]
  /** What makes a clause tell not to press: `do not press`. */
  readonly not: readonly string[]
  /** What stands before the first key of a range that needs a second word: `between`. */
  readonly from: readonly string[]
  /** What begins the purpose of a key: `for`, `to`. */
  readonly purpose: readonly string[]
  /** What stands between a choice and its key: `is`. */
  readonly is: readonly string[]
  /** The noun for a choice: `option`. */
  readonly option: readonly string[]
  readonly anyKey: readonly string[]
  /** Every key that the prompt does not name: `any other key`. */
  readonly otherKey: readonly string[]
  /** What makes a sentence tell what was pressed already: `you pressed`. */
  readonly past: readonly string[]
  /** Nouns that make a number before them an amount: `digits`. */
  readonly amounts: readonly string[]
  /** Words that show a sentence speaks of keys, whether it is understood or not. */
  readonly keypad: readonly string[]
  /** Verbs that ask for a mark on a scale: `rate`. */
  readonly rate: readonly string[]
  /** Verbs that ask to call another number: `call`. */
  readonly call: readonly string[]
  /** What goes on with the next thing to do: `and then`. */
  readonly andThen: readonly string[]
  /** What ends the call, so that a number behind it is called anew: `hang up`. */
  readonly hangUp: readonly string[]
  /** Where a number of two digits is a telephone number: `in an emergency dial 15`. */
  readonly emergency: readonly string[]
  /** What stands before the key for all other cases: `otherwise`. */
  readonly otherwise: readonly string[]
}

type PhraseList = 'press' | 'enter' | 'past' | 'not' | 'keypad'

/** Lists of phrases together, made once for each lexicon. */
function together(...parts: readonly PhraseList[]): (lexicon: Lexicon) => readonly string[] {
  return memoized((lexicon) => parts.flatMap((part) => lexicon[part]))
}

/** Every verb that asks for a key. */
export const verbsOf: (lexicon: Lexicon) => readonly string[] = together('press', 'enter')
/** What makes a clause tell that nothing is offered. */
export const deniedBy: (lexicon: Lexicon) => readonly string[] = together('past', 'not')
/**
 * What shows that a sentence asks for a key, unless a longer phrase shows that it asks for more (`key
 * in`).
 */
export const askingIn: (lexicon: Lexicon) => readonly string[] = together('keypad', 'press')
