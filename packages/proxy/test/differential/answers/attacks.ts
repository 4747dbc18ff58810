/** An answer that two readers could see the end of in different places. Text is latin1. */
export interface AnswerAttack {
  readonly name: string
  readonly text: string
  readonly method?: string
  /** What the proxy's parser makes of it. */
  readonly outcome: 'complete' | 'closed' | 'incomplete' | 'refused'
}

const second = 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nbad'
const answer = (lines: readonly string[], rest: string): string =>
  ['HTTP/1.1 200 OK', ...lines, '', rest].join('\r\n')
const chunks = (text: string): string => answer(['Transfer-Encoding: chunked'], text)

/** Response splitting and response queue poisoning, and what is known of chunks: bare LF, spill, extensions. */
export const answerAttacks: readonly AnswerAttack[] = [
  { name: 'a second answer', text: answer(['Content-Length: 2'], `hi${second}`), outcome: 'complete' },
  { name: 'a second answer behind chunks', text: chunks(`0\r\n\r\n${second}`), outcome: 'complete' },
  { name: 'a second answer behind a 204', text: `HTTP/1.1 204\r\n\r\n${second}`, outcome: 'complete' },
  {
    name: 'a second answer behind a 304 with a length',
    text: `HTTP/1.1 304\r\nContent-Length: 9\r\n\r\n${second}`,
    outcome: 'complete',
  },
  {
    name: 'a second answer behind one to HEAD',
    text: answer(['Content-Length: 99'], second),
    method: 'HEAD',
    outcome: 'complete',
  },
  {
    name: 'chunks in an answer to HEAD',
    text: chunks('5\r\nhello\r\n0\r\n\r\n'),
    method: 'HEAD',
    outcome: 'complete',
  },
  {
    name: 'an answer in the body of another',
    text: answer([`Content-Length: ${second.length}`], second),
    outcome: 'complete',
  },
  { name: 'an answer until the end of the connection', text: answer([], second), outcome: 'closed' },
  {
    name: 'an answer that upgrades nothing',
    text: answer(['Connection: Upgrade', 'Upgrade: h2c', 'Content-Length: 2'], 'hi'),
    outcome: 'complete',
  },
  {
    name: 'a coding that is not chunked',
    text: answer(['Transfer-Encoding: xchunked'], second),
    outcome: 'closed',
  },
  {
    name: 'chunked before another coding',
    text: answer(['Transfer-Encoding: chunked, gzip'], '0\r\n\r\n'),
    outcome: 'closed',
  },
  {
    name: 'chunked after another coding',
    text: answer(['Transfer-Encoding: gzip, chunked'], '0\r\n\r\n'),
    outcome: 'complete',
  },
  {
    name: 'fewer bytes than the Content-Length',
    text: answer(['Content-Length: 3'], 'hi'),
    outcome: 'incomplete',
  },
  { name: 'chunks without an end', text: chunks('5\r\nhello\r\n'), outcome: 'incomplete' },
  { name: 'a chunk without an end', text: chunks('5\r\nhel'), outcome: 'incomplete' },
  { name: 'a last chunk without an empty line', text: chunks('0\r\n'), outcome: 'incomplete' },
  {
    name: 'CL.TE',
    text: answer(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'TE.CL',
    text: answer(['Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'a folded Transfer-Encoding',
    text: answer(['Transfer-Encoding:', ' chunked'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'Transfer-Encoding with a space',
    text: answer(['Transfer-Encoding : chunked'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'Transfer-Encoding with a tab behind it',
    text: answer(['Transfer-Encoding: chunked\t'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'Transfer-Encoding behind CR',
    text: answer(['X: x\rTransfer-Encoding: chunked'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'Transfer-Encoding behind LF',
    text: answer(['X: x\nTransfer-Encoding: chunked'], '0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'equal lengths',
    text: answer(['Content-Length: 2', 'Content-Length: 2'], 'hi'),
    outcome: 'refused',
  },
  {
    name: 'different lengths',
    text: answer(['Content-Length: 2', 'Content-Length: 3'], 'hi!'),
    outcome: 'refused',
  },
  { name: 'a list of lengths', text: answer(['Content-Length: 2, 2'], 'hi'), outcome: 'refused' },
  { name: 'a folded length', text: answer(['X: x', ' Content-Length: 2'], 'hi'), outcome: 'refused' },
  {
    name: 'TERM.EXT: LF in a chunk extension',
    text: chunks('5;\nx\r\nhello\r\n0\r\n\r\n'),
    outcome: 'refused',
  },
  {
    name: 'EXT.TERM: LF behind a chunk extension',
    text: chunks('5;a\nhello\r\n0\r\n\r\n'),
    outcome: 'refused',
  },
  { name: 'a chunk size that ends with LF', text: chunks('5\nhello\r\n0\r\n\r\n'), outcome: 'refused' },
  { name: 'a chunk size that ends with CR', text: chunks('5\rXhello\r\n0\r\n\r\n'), outcome: 'refused' },
  { name: 'TERM.SPILL: a chunk that is too long', text: chunks('5\r\nhelloXX0\r\n\r\n'), outcome: 'refused' },
  { name: 'a chunk that ends with LF', text: chunks('5\r\nhello\n0\r\n\r\n'), outcome: 'refused' },
  { name: 'spaces behind a chunk size', text: chunks('5  \r\nhello\r\n0\r\n\r\n'), outcome: 'refused' },
  {
    name: 'a chunk size that overflows',
    text: chunks('10000000000000005\r\nhello\r\n0\r\n\r\n'),
    outcome: 'refused',
  },
  { name: 'a length in the trailers', text: chunks('0\r\nContent-Length: 3\r\n\r\nbad'), outcome: 'refused' },
  { name: 'an answer in the trailers', text: chunks(`0\r\n${second}`), outcome: 'refused' },
  {
    name: 'CVE-2025-23167: a head that ends with CR LF CR X',
    text: answer(['Content-Length: 2\r\n\rXX: x'], 'hi'),
    outcome: 'refused',
  },
  {
    name: 'an empty line before the answer',
    text: `\r\n${answer(['Content-Length: 2'], 'hi')}`,
    outcome: 'refused',
  },
  {
    name: 'another protocol',
    text: 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n',
    outcome: 'refused',
  },
  {
    name: 'an informational answer that closes',
    text: `HTTP/1.1 100\r\nConnection: close\r\n\r\n${second}`,
    outcome: 'refused',
  },
  { name: 'HTTP/0.9', text: '<Response/>', outcome: 'refused' },
]

/** Answers after which the proxy closes the connection though llhttp would use it again, and why. */
export const closedEarly: readonly { readonly why: string; readonly text: string }[] = [
  {
    why: 'A 204 has no body (RFC 9112, 6.3): bytes that it announces would be taken for the next answer.',
    text: 'HTTP/1.1 204\r\nContent-Length: 5\r\n\r\n',
  },
  {
    why: 'close overrides keep-alive (RFC 9112, 9.3), in HTTP/1.0 as well.',
    text: 'HTTP/1.0 200\r\nConnection: keep-alive, close\r\nContent-Length: 0\r\n\r\n',
  },
  {
    why: 'A space may end an option of Connection for the app; for llhttp it belongs to the option.',
    text: 'HTTP/1.1 200\r\nConnection: close x\r\nContent-Length: 0\r\n\r\n',
  },
]
