/** A part of a text. */
interface Part {
  readonly start: number
  readonly end: number
}

const labels = [
  'password',
  'passwd',
  'passwort',
  'pwd',
  'passcode',
  'secret',
  'token',
  'apikey',
  'credential',
  'credentials',
]
const longestLabel = 40
const labelCharacter = /^[A-Za-z_-]$/
const space = /^[ \t"'`]$/
const endOfValue = /[\s"'`<>&,;)}\]]/g
const schemes = /^(?:basic|bearer|digest)$/i
const shortestSecret = 4

/** What stands after `password:`, `api_key =` and the like in a text. Takes linear time. */
export function labelledSecretsIn(text: string): readonly Part[] {
  const parts: Part[] = []
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, at + 1)) {
    if (!isLabelBefore(text, at)) continue
    const part = valueAfter(text, at + 1)
    if (part === undefined) continue
    parts.push(part)
    at = part.end - 1
  }
  return parts
}

const mark = /[:=]/g

function nextMark(text: string, from: number): number {
  mark.lastIndex = from
  return mark.exec(text)?.index ?? -1
}

function isLabelBefore(text: string, place: number): boolean {
  let end = place
  while (end > place - 3 && space.test(text.charAt(end - 1))) end -= 1
  let start = end
  while (end - start < longestLabel && labelCharacter.test(text.charAt(start - 1))) start -= 1
  const word = text.slice(start, end).replaceAll(/[_-]/g, '').toLowerCase()
  return labels.some((label) => word.endsWith(label)) || word === 'authorization'
}

function valueAfter(text: string, place: number): Part | undefined {
  let start = place
  while (start < place + 3 && space.test(text.charAt(start))) start += 1
  const end = valueEnd(text, start)
  if (!schemes.test(text.slice(start, Math.min(end, start + 7)))) {
    return end - start < shortestSecret ? undefined : { start, end }
  }
  while (start < end || space.test(text.charAt(start))) start += 1
  const next = valueEnd(text, start)
  return next - start < shortestSecret ? undefined : { start, end: next }
}

function valueEnd(text: string, start: number): number {
  endOfValue.lastIndex = start
  return endOfValue.exec(text)?.index ?? text.length
}
