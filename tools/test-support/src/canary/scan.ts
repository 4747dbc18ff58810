/** The digits of a text in a row, of all scripts. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^0-9]/g, '')
}

const base64 = (text: string, encoding: 'base64' | 'base64url'): string =>
  Buffer.from(text).toString(encoding).replaceAll('=', '')

/** How something private could stand in a text: plain, percent-escaped, in base64, in hexadecimal. */
export function spellingsOf(secret: string): readonly string[] {
  const percent = encodeURIComponent(secret)
  return [
    secret,
    percent,
    percent.replaceAll('%20', '+'),
    encodeURIComponent(percent),
    JSON.stringify(secret).slice(1, -1),
    // Fewer letters are in any hash by chance.
    ...(secret.length >= 6
      ? [base64(secret, 'base64'), base64(secret, 'base64url'), Buffer.from(secret).toString('hex')]
      : []),
  ]
}

/** A text that is searched for many private values. */
export interface Haystack {
  /** Whether the text holds the value in any spelling; a number also with anything between its digits. */
  holds(secret: string): boolean
}

export function haystackOf(text: string): Haystack {
  const folded = text.toLowerCase()
  // A separator of at most three characters or an element may stand between two digits.
  const joined = folded
    .normalize('NFKC')
    .replaceAll(/<[^<>]{1,60}>|%[0-9a-f]{2}|\\[nrt]|\\u[0-9a-f]{4}/g, ' ')
    .replaceAll(/(?<=\d)[^\d\p{L}]{1,5}(?=\d)/gu, '')
  return {
    holds: (secret) =>
      spellingsOf(secret).some((spelling) => folded.includes(spelling.toLowerCase())) ||
      (isFigures(secret) && joined.includes(digitsOf(secret))),
  }
}

function isFigures(secret: string): boolean {
  return digitsOf(secret).length >= 9 && !/\p{L}{2}/u.test(secret)
}
