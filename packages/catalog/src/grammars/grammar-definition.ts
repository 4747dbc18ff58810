import type { Grammar, ParameterBase, ValueGrammar } from '../model.ts'

/** A grammar with the limits of one parameter, and what its row lists. Every `ParameterRow` is one. */
export interface ValueForm extends ValueGrammar, Partial<Pick<ParameterBase, 'values' | 'example'>> {}

/** How values of a form are told from others. Both must hold; one that is left out holds always. */
export interface ValueTest {
  /**
   * The source of a regular expression for the whole value, without `^` and `$`. It takes linear time, and says the
   * same in ECMAScript, Rust, Java, Ruby and Python: no `\d`, no look-around, no flags.
   */
  readonly pattern?: (form: ValueForm) => string
  /** What no regular expression tells: that a day exists, that JSON parses. Asked only for values of the pattern. */
  readonly check?: (value: string, form: ValueForm) => boolean
}

/**
 * What kind of private content the values of a grammar have, and so how a redactor replaces them. `json` and `url`:
 * part by part; `digits`: keys pressed and other figures; `token`: credentials; `text`: speech and any other wording.
 */
export type PrivateContent = 'address' | 'digits' | 'host' | 'ip' | 'json' | 'sid' | 'text' | 'token' | 'url'

/** What a value reveals about a person. */
export interface Privacy {
  /**
   * The values that are not private and may stay readable, as the source of a regular expression for the whole value.
   * Left out: none, but for values that the row of a parameter lists.
   */
  readonly harmless?: string
  /** How all other values are replaced. */
  readonly content: PrivateContent
}

/** One way in which traffic departs from the plain value of a grammar, and generators may as well. */
export interface OddForm {
  /** Stable, kebab-case: it names edge cases. */
  readonly name: string
  /** The odd value for a plain one. */
  readonly from: (plain: string) => string
}

/** The definition of one value grammar. */
export interface GrammarDefinition {
  readonly grammar: Grammar
  /** The values that are ordinary: validation has nothing to say about them. */
  readonly reads: ValueTest
  /** What Twilio itself writes, among the ordinary values. This is what the arbitraries make. */
  readonly writes: ValueTest
  /** Values that are not ordinary, and yet known to arrive: what a carrier delivered. Generators may make them. */
  readonly stray?: ValueTest
  /** What Twilio sends, in words that end a sentence: `a country code of two capitals`. */
  readonly words: (form: ValueForm) => string
  /** A plain value. */
  readonly example: (form: ValueForm) => string
  /** The media type of the text, where it has one. */
  readonly mediaType?: string
  readonly privacy: Privacy
  /** The odd forms that generators may depart to. */
  readonly oddForms: (form: ValueForm) => readonly OddForm[]
}

/** An odd form that has one value. */
export function oddValue(name: string, value: string): OddForm {
  return { name, from: () => value }
}

/** Odd forms that are named after their values. */
export function oddValues(...values: readonly string[]): readonly OddForm[] {
  return values.map((value) => oddValue(value === '' ? 'empty' : value, value))
}
