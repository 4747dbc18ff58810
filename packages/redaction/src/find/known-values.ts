import type { Finding } from '../finding.ts'
import { callingCodeOf } from '../pseudonyms/other-number.ts'
import { fold } from './fold.ts'
import { numberShape, sidShape, uuidShape } from './value-shapes.ts'
import { viewOf } from './view.ts'

/** A private value to look for in texts that are otherwise kept. */
export interface KnownValue {
  readonly raw: string
  readonly pseudonym: string
  readonly folded: string
}

/** Figures of a known value, as they may be read out: the whole number, its national part. */
export interface KnownDigits {
  readonly digits: string
  readonly pseudonym: string
}

/** The private values known in one call. */
export interface KnownValues {
  readonly values: readonly KnownValue[]
  /** The sum of their lengths. */
  characters(): number
  /** What stands for a whole value. */
  pseudonymOf(raw: string): string | undefined
  digits(): readonly KnownDigits[]
  /** Adds what was found. Values that are known already are skipped. */
  learn(findings: Iterable<Finding>): void
}

/** Creates an empty set of known values. */
export function createKnownValues(): KnownValues {
  const pseudonyms = new Map<string, string>()
  const values: KnownValue[] = []
  let characters = 0
  let digits: KnownDigits[] | undefined

  function add(value: KnownValue): void {
    pseudonyms.set(value.raw, value.pseudonym)
    values.push(value)
    characters += value.raw.length
    // A text is searched as it reads: a value with `%41` in it stands there as one with `A`.
    if (!mayHoldEscapes.test(value.raw)) return
    const whole = { start: 0, end: value.raw.length }
    const read = [true, false].map((entities) => viewOf(value.raw, [{ ...whole, entities }]).folded)
    for (const folded of new Set(read)) if (folded !== value.folded) values.push({ ...value, folded })
  }

  return {
    values,
    characters: () => characters,
    pseudonymOf: (raw) => pseudonyms.get(raw),
    digits: () => (digits ??= values.flatMap(digitsOf)),
    learn: (findings) => {
      for (const finding of findings) {
        if (pseudonyms.has(finding.raw)) continue
        const found = valuesIn(finding)
        for (const value of found) if (!pseudonyms.has(value.raw)) add(value)
        pseudonyms.set(finding.raw, finding.pseudonym)
        if (found.length > 0) digits = undefined
      }
    },
  }
}

const mayHoldEscapes = /[%&\\]/
const nothing: readonly KnownValue[] = []

// A SID and a UUID are found by their shape.
function valuesIn({ class: kind, raw, pseudonym }: Finding): readonly KnownValue[] {
  if (raw.length < 3 || sidShape.test(raw) || uuidShape.test(raw)) return nothing
  if (kind !== 'name') return raw.length < 4 ? nothing : [knownValue(raw, pseudonym)]
  const words = raw.split(/[ -]/)
  if (words.length === 1) return [knownValue(raw, pseudonym)]
  const others = pseudonym.split(/[ -]/)
  const parts = words.flatMap((word, index) =>
    word.length < 3 ? [] : [knownValue(word, others[index] ?? word)],
  )
  return [knownValue(raw, pseudonym), ...parts]
}

function knownValue(raw: string, pseudonym: string): KnownValue {
  return { raw, pseudonym, folded: fold(raw) }
}

const longestNumber = 24

function digitsOf({ raw, pseudonym }: KnownValue): readonly KnownDigits[] {
  if (raw.length > longestNumber) return []
  if (/^\d{4,}$/.test(raw)) return [{ digits: raw, pseudonym }]
  if (!numberShape.test(raw) || raw.length < 8 || !numberShape.test(pseudonym)) return []
  const national = 1 + callingCodeOf(raw).length
  return [
    { digits: raw.slice(1), pseudonym: pseudonym.slice(1) },
    { digits: raw.slice(national), pseudonym: pseudonym.slice(national) },
  ]
}
