/** A number that a carrier delivers in place of a caller ID it withholds: a word spelt on the keypad. */
export interface WithheldNumber {
  readonly word: 'ANONYMOUS' | 'RESTRICTED' | 'UNAVAILABLE' | 'BLOCKED' | 'UNKNOWN'
  readonly number: string
  readonly source: string
}

const publicCode = 'several public code bases; no official page lists them'

/** The keypad spellings, as `From` has them. All of them pass for E.164. */
export const withheldNumbers: readonly WithheldNumber[] = [
  { word: 'ANONYMOUS', number: '+266696687', source: publicCode },
  { word: 'RESTRICTED', number: '+7378742833', source: publicCode },
  { word: 'UNAVAILABLE', number: '+86282452253', source: publicCode },
  { word: 'BLOCKED', number: '+2562533', source: publicCode },
  { word: 'UNKNOWN', number: '+8656696', source: publicCode },
  {
    word: 'RESTRICTED',
    number: '+17378742833',
    source: 'a payload of September 2010; since 2013 area code 737 is assigned, so a subscriber may have it',
  },
]

/** The words that `From` may hold in place of a number. The first two are documented, the others plausible. */
export const withheldWords: readonly string[] = [
  'anonymous',
  'unknown',
  'restricted',
  'unavailable',
  'private',
  'blocked',
]
