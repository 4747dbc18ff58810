import { ibanEndAt, keyEndAt, pemBlocks } from './key-shapes.ts'
import { labelledSecretsIn } from './labelled-secrets.ts'
import { spokenAddressWordsIn } from './spoken-addresses.ts'

/** What shows by its shape that it is private. */
export type ShapeKind =
  | 'address'
  | 'email'
  | 'hex'
  | 'iban'
  | 'ip'
  | 'jwt'
  | 'key'
  | 'labelled'
  | 'pem'
  | 'sid'
  | 'spoken'
  | 'uuid'

/** A private value that was found by its shape, from `start` to before `end`. */
export interface Shape {
  readonly kind: ShapeKind
  readonly start: number
  readonly end: number
}

const mayHaveShape =
  /\d{2}|@|:|=| dot | punkt | punto | ponto | point |eyJ|[A-Za-z0-9]{16}|[0-9a-f]{12}|[_.-][A-Za-z0-9]{8}|-----/i

/** The private values in a text that show by their shape, from left to right. Takes linear time. */
export function shapesIn(text: string): readonly Shape[] {
  if (!mayHaveShape.test(text)) return []
  const found = [
    ...pemShapes(text),
    ...wordShapes(text),
    ...emailShapes(text),
    ...addressShapes(text),
    ...ipShapes(text),
    ...labelledSecretsIn(text).map(({ start, end }) => ({ kind: 'labelled' as const, start, end })),
    ...spokenAddressWordsIn(text).map(({ start, end }) => ({ kind: 'spoken' as const, start, end })),
  ]
  if (found.length < 2) return found
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const shapes: Shape[] = []
  for (const shape of found) if (shape.start >= (shapes.at(-1)?.end ?? 0)) shapes.push(shape)
  return shapes
}

function pemShapes(text: string): Shape[] {
  return pemBlocks(text).map(({ start, end }) => ({ kind: 'pem', start, end }))
}

const uuidAt = /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![A-Za-z0-9])/y
const sidAt = /[A-Z]{2}[0-9a-fA-F]{32}(?![0-9a-fA-F])/y

/** SIDs, UUIDs, keys, IBANs, long hexadecimal and mixed runs, JWTs: what begins at a letter or digit. */
function wordShapes(text: string): Shape[] {
  const shapes: Shape[] = []
  // One long run that only begins like a JWT is read once, wherever in it another one seems to begin.
  const jwt = jwtReader(text)
  for (let at = 0; at < text.length;) {
    if (!isAlphanumeric(text, at)) {
      at += 1
      continue
    }
    let end = at + 1
    while (isAlphanumeric(text, end)) end += 1
    const shape = shapeAt(text, at, end, jwt)
    if (shape !== undefined) shapes.push(shape)
    at = Math.max(end, shape?.end ?? 0)
  }
  return shapes
}

/** `end`: where the letters and digits end that begin at `at`. */
function shapeAt(text: string, at: number, end: number, jwtEndAt: JwtReader): Shape | undefined {
  const length = end - at
  const keyEnd = keyEndAt(text, at)
  if (keyEnd !== undefined) return { kind: 'key', start: at, end: keyEnd }
  if (length >= 4 && isDigit(text, at + 2) && isCapital(text, at) && isCapital(text, at + 1)) {
    const ibanEnd = ibanEndAt(text, at)
    if (ibanEnd !== undefined) return { kind: 'iban', start: at, end: ibanEnd }
  }
  if (length === 8 && matchesAt(uuidAt, text, at)) return { kind: 'uuid', start: at, end: at + 36 }
  if (length >= 8) {
    const word = text.slice(at, end)
    const jwt = word.indexOf('eyJ')
    const jwtEnd = jwt < 0 ? undefined : jwtEndAt(at + jwt)
    if (jwtEnd !== undefined) return { kind: 'jwt', start: at + jwt, end: jwtEnd }
    if (length >= 34) {
      const sid = sidIn(text, at, end)
      if (sid !== undefined) return { kind: 'sid', start: sid, end: sid + 34 }
    }
    if (length >= 20 && /\d/.test(word) && isTokenWord(word)) return { kind: 'hex', start: at, end }
  }
  return undefined
}

// A SID may stand inside a longer word: `roomCA0123...`.
function sidIn(text: string, start: number, end: number): number | undefined {
  let hexadecimal = 0
  for (let at = end - 1; at >= start; at--) {
    if (hexadecimal === 32 && isCapital(text, at) && isCapital(text, at - 1) && at > start) {
      if (matchesAt(sidAt, text, at - 1)) return at - 1
    }
    hexadecimal = isHexadecimal(text, at) ? hexadecimal + 1 : 0
    // Prefixes such as AC and CA are hexadecimal digits as well.
    if (hexadecimal === 34 && matchesAt(sidAt, text, at)) return at
  }
  return undefined
}

function isTokenWord(word: string): boolean {
  if (/^[0-9a-f]+$/.test(word)) return /[a-f]/.test(word)
  if (/^[0-9A-F]+$/.test(word)) return /[A-F]/.test(word)
  return /\d.*\d/.test(word) && /[a-z]/i.test(word)
}

/** Where a JWT ends that begins at a place; undefined when none begins there. */
type JwtReader = (at: number) => number | undefined

function jwtReader(text: string): JwtReader {
  let readTo = 0
  return (at) => {
    if (at < readTo) return undefined
    let end = tokenEnd(text, at)
    readTo = end
    if (end - at < 8) return undefined
    let parts = 1
    while (parts < 5 && text.charAt(end) === '.') {
      const next = tokenEnd(text, end + 1)
      if (next === end + 1) break
      parts += 1
      end = next
    }
    return parts >= 3 ? end : undefined
  }
}

function tokenEnd(text: string, at: number): number {
  let end = at
  while (isAlphanumeric(text, end) || text.charAt(end) === '_' || text.charAt(end) === '-') end += 1
  return end
}

/** What stands before and after an at sign, as far as it may belong to an address. */
function emailShapes(text: string): Shape[] {
  const shapes: Shape[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > from && isMailboxCharacter(text, start - 1)) start -= 1
    let end = at + 1
    let dots = 0
    while (isAlphanumeric(text, end) || isDomainMark(text, end)) {
      if (text.charAt(end) === '.') dots += 1
      end += 1
    }
    while (end > at + 1 && isDomainMark(text, end - 1)) {
      if (text.charAt(end - 1) === '.') dots -= 1
      end -= 1
    }
    from = at + 1
    if (start === at || dots < 1) continue
    shapes.push({ kind: 'email', start, end })
    from = end
  }
  return shapes
}

function isDomainMark(text: string, at: number): boolean {
  const character = text.charAt(at)
  return character === '.' || character === '-'
}

function isMailboxCharacter(text: string, at: number): boolean {
  return text.charCodeAt(at) > 127 || /^[\w.+'%-]$/.test(text.charAt(at))
}

const schemes = ['client', 'sip', 'sips', 'whatsapp']
const afterAddress = /[\s"'<>&,;)]/g

/** `client:jane`, `sip:jane@example.com`. */
function addressShapes(text: string): Shape[] {
  const shapes: Shape[] = []
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', colon + 1)) {
    const scheme = schemes.find(
      (name) => text.startsWith(name, colon - name.length) && !isAlphanumeric(text, colon - name.length - 1),
    )
    if (scheme === undefined || colon < scheme.length) continue
    afterAddress.lastIndex = colon + 1
    const end = afterAddress.exec(text)?.index ?? text.length
    if (end === colon + 1) continue
    shapes.push({ kind: 'address', start: colon - scheme.length, end })
    colon = end
  }
  return shapes
}

const ipv4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g

function ipShapes(text: string): Shape[] {
  return Array.from(text.matchAll(ipv4), ({ index, 0: whole }) => ({
    kind: 'ip' as const,
    start: index,
    end: index + whole.length,
  }))
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

function isAlphanumeric(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 65 && code <= 90
}

function isHexadecimal(text: string, at: number): boolean {
  const code = text.charCodeAt(at) | 32
  return isDigit(text, at) || (code >= 97 && code <= 102)
}
