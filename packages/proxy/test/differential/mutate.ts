import type { Random } from './random.ts'
import { inserted } from './wire.ts'

/** Bytes that mean something to some reader of HTTP. */
const telling = '\r\n\t\0 :;,=#?/%"+-_.0123456789abfxGPTH\v\f\x1f\x7f\x80\x85\xa0\xff'

const lineEnds = [
  '\n',
  '\r',
  '\r\r\n',
  '\n\r',
  '\r\n\r\n',
  '\r\n ',
  '\r\n\t',
  ' \r\n',
  '\t\r\n',
  '\0\r\n',
  '\u000b\r\n',
]

/** Fields that some readers of HTTP understand and others do not, from what is published about request smuggling. */
export const smugglingFields: readonly string[] = [
  'Transfer-Encoding: chunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding:chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding: identity',
  'Transfer-Encoding: \vchunked',
  'Transfer-Encoding: chunk\xe9d',
  'Transfer-Encoding: "chunked"',
  'Transfer-Encoding\0: chunked',
  'Transfer-Encoding\t: chunked',
  'Transfer\r-Encoding: chunked',
  ' Transfer-Encoding: chunked',
  'X: X\nTransfer-Encoding: chunked',
  'X: X\rTransfer-Encoding: chunked',
  'X: X\r\n\tTransfer-Encoding: chunked',
  'Transfer_Encoding: chunked',
  'Transfer-Encoding',
  'Transfer-Encoding:',
  'Transfer-Encoding: CHUNKED',
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: +5',
  'Content-Length: -5',
  'Content-Length: 05',
  'Content-Length: 0x5',
  'Content-Length: 5, 5',
  'Content-Length: 5,6',
  'Content-Length: 5 5',
  'Content-Length: 5e0',
  'Content-Length: 5.0',
  'Content-Length: "5"',
  'Content-Length: 5\0',
  'Content-Length:',
  'Content-Length : 5',
  'Content-Length: 18446744073709551621',
  'Content_Length: 5',
  'Content-Length\xa0: 5',
  '\xa0Content-Length: 5',
  'Host: b.example',
  'Host:',
  'Host : b.example',
  'host: b.example',
  'Expect: 100-continue',
  'Expect: x 100-continue',
  'Upgrade: websocket',
  'Connection: Upgrade, HTTP2-Settings',
  'Connection: Content-Length',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: keep-alive, close',
  'Keep-Alive: timeout=5',
  'Trailer: Content-Length',
  'TE: trailers',
  'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA',
  'X-Forwarded-For: 127.0.0.1',
  'X-HTTP-Method-Override: PUT',
  ': empty',
  'no colon',
  ' folded: line',
  '\tfolded: line',
  'X\xe9: high',
  'X: \xe9\xff\x80',
  'X:',
  'X: \t ',
  'X:\t a \t b \t',
]

/** A text changed in one to three places, usually in its head. */
export function mutated(text: string, random: Random): string {
  let result = text
  for (let edits = random.oneIn(3) ? 1 + random.below(3) : 1; edits > 0; edits -= 1)
    result = random.pick(mutations)(result, random)
  return result
}

type Mutation = (text: string, random: Random) => string

const mutations: readonly Mutation[] = [
  (text, random) => inserted(text, placeIn(text, random), anyByte(random)),
  (text, random) => replaced(text, placeIn(text, random), 1, anyByte(random)),
  (text, random) => replaced(text, placeIn(text, random), 1 + random.below(4), ''),
  (text, random) => onLine(text, random, (line) => `${line}\r\n${line}`),
  (text, random) => onLine(text, random, () => random.pick(smugglingFields)),
  (text, random) => onLine(text, random, (line) => `${random.pick(smugglingFields)}\r\n${line}`),
  (text, random) => onLine(text, random, (line) => `${line}\r\n${random.pick(smugglingFields)}`),
  (text, random) => onLine(text, random, (line) => line.toLowerCase()),
  (text, random) =>
    onLine(text, random, (line) => line.replace(':', random.pick([' :', '\t:', ':\t', ':  ', ':']))),
  (text, random) =>
    onLine(text, random, (line) => line + random.pick([' ', '\t', ' \t ', ',', ';', '\0', '\x80'])),
  (text, random) =>
    onLine(text, random, (line) => line.replace(/\d+/, (digits) => digitsLike(digits, random))),
  (text, random) => {
    const end = text.indexOf('\r\n', placeIn(text, random))
    return end < 0 ? text : replaced(text, end, 2, random.pick(lineEnds))
  },
  (text, random) => text + text.slice(0, random.oneIn(2) ? undefined : random.below(text.length)),
  (text, random) => {
    const place = placeIn(text, random)
    return inserted(text, place, text.slice(place, place + random.below(60)))
  },
]

function anyByte(random: Random): string {
  return random.oneIn(3)
    ? String.fromCharCode(random.below(256))
    : (telling[random.below(telling.length)] ?? '')
}

/** A place in the text, four times in five in its head. */
function placeIn(text: string, random: Random): number {
  const head = text.indexOf('\r\n\r\n')
  return random.below(head < 0 || random.oneIn(5) ? text.length : head + 4)
}

function replaced(text: string, at: number, length: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at + length)
}

/** Changes one line after the first. */
function onLine(text: string, random: Random, change: (line: string) => string): string {
  const at = text.lastIndexOf('\r\n', placeIn(text, random))
  const start = at < 0 ? text.indexOf('\r\n') + 2 : at + 2
  const end = text.indexOf('\r\n', start)
  return end <= start ? text : replaced(text, start, end - start, change(text.slice(start, end)))
}

function digitsLike(digits: string, random: Random): string {
  const near = String(Number(digits) + random.below(5) - 2)
  return random.pick([
    near,
    near,
    `+${digits}`,
    `-${digits}`,
    `0${digits}`,
    `0x${digits}`,
    `${digits},${digits}`,
    `${digits}, ${near}`,
    `${digits} ${near}`,
    `${digits}e0`,
    `${digits}.`,
    `"${digits}"`,
    `${digits}${digits}`,
    `${digits}\0`,
    `${digits}\t`,
    '',
    '99999999999999999999',
    '\xb2',
    '1_0',
  ])
}
