/**
 * How credentials of well-known services begin, as their documentation and the rules of secret scanners (gitleaks,
 * GitHub secret scanning) have it, with the fewest characters that follow.
 */
const prefixes: readonly (readonly [prefix: string, following: number])[] = [
  ['sk_live_', 8],
  ['sk_test_', 8],
  ['pk_live_', 8],
  ['pk_test_', 8],
  ['rk_live_', 8],
  ['rk_test_', 8],
  ['whsec_', 8],
  ['sk-', 20],
  ['AKIA', 12],
  ['ASIA', 12],
  ['ghp_', 16],
  ['gho_', 16],
  ['ghu_', 16],
  ['ghs_', 16],
  ['ghr_', 16],
  ['github_pat_', 16],
  ['glpat-', 16],
  ['xoxb-', 8],
  ['xoxa-', 8],
  ['xoxp-', 8],
  ['xoxr-', 8],
  ['xoxs-', 8],
  ['xapp-', 8],
  ['AIza', 30],
  ['ya29.', 16],
  ['SG.', 16],
  ['npm_', 20],
  ['hf_', 20],
  ['rbk_', 20],
]

const byFirstLetter = Map.groupBy(prefixes, ([prefix]) => prefix.charAt(0))

/** Where a key of a well-known service ends that begins at a place; undefined when none begins there. */
export function keyEndAt(text: string, at: number): number | undefined {
  for (const [prefix, following] of byFirstLetter.get(text.charAt(at)) ?? []) {
    if (!text.startsWith(prefix, at)) continue
    const from = at + prefix.length
    let end = from
    while (end < text.length && isKeyCharacter(text.charCodeAt(end))) end += 1
    // A full stop at the end belongs to the sentence.
    while (end > from && text.charCodeAt(end - 1) === 46) end -= 1
    if (end - from >= following) return end
  }
  return undefined
}

function isKeyCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 45 ||
    code === 46 ||
    code === 95
  )
}

const pemBegin = '-----BEGIN '
const pemEnd = '-----END '

/** The places of keys and certificates in PEM: from `-----BEGIN` to the end of `-----END ...-----`, or of the text. */
export function pemBlocks(text: string): readonly { readonly start: number; readonly end: number }[] {
  const blocks = []
  for (let start = text.indexOf(pemBegin); start >= 0; start = text.indexOf(pemBegin, start)) {
    const close = text.indexOf(pemEnd, start)
    const dashes = close < 0 ? -1 : text.indexOf('-----', close + pemEnd.length)
    const end = dashes < 0 ? text.length : dashes + 5
    blocks.push({ start, end })
    start = end
  }
  return blocks
}

const shortestIban = 15
const longestIban = 34

/** Where an IBAN ends that begins at a place (ISO 13616, check digits right); spaces may stand in it. */
export function ibanEndAt(text: string, at: number): number | undefined {
  let compact = ''
  let end: number | undefined
  for (let place = at; place < text.length && compact.length < longestIban; place++) {
    const character = text.charAt(place)
    if (character === ' ' && compact.length % 4 === 0) continue
    if (!/^[0-9A-Za-z]$/.test(character)) break
    compact += character.toUpperCase()
    if (compact.length === 4 && !/^[A-Z]{2}\d\d$/.test(compact)) return undefined
    if (compact.length >= shortestIban && isLastOfGroup(text, place) && hasIbanChecksum(compact))
      end = place + 1
  }
  return end
}

function isLastOfGroup(text: string, place: number): boolean {
  return !/^[0-9A-Za-z]$/.test(text.charAt(place + 1))
}

function hasIbanChecksum(compact: string): boolean {
  let rest = 0
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Whether digits end in a right check digit as card numbers do (Luhn, ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits.charAt(digits.length - 1 - at))
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
