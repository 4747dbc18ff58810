import type { Random } from '../random.ts'
import { freeField, textOf } from '../requests/generated.ts'
import { headOf, inAnyCase, inserted, withField, withOnly, withoutField, type Wire } from '../wire.ts'
import { chunked } from './generated.ts'

/** Breaks one rule of an answer. The result is a whole text in latin1. */
type Break = (wire: Wire, random: Random) => string

const written = (wire: Wire): string => headOf(wire) + wire.body
const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
const noTokens = [...controls, ...' "(),/;<=>?@[\\]{}\x7f\x80\xa0\xff'.split('')]
const noValues = [...controls.filter((control) => control !== '\t'), '\x7f']

/** An answer with a Content-Length, which every rule for heads can be broken in. */
export function answerWithLength(random: Random): Wire {
  const body = textOf('ab<>/ \r\n\0\xff', 1 + random.below(30), random)
  const fields = Array.from({ length: 1 + random.below(4) }, () => freeField(random))
  const wire = { first: `HTTP/1.1 200 ${random.pick(['OK', '', 'caf\xe9'])}`, fields, body }
  return withField(wire, [inAnyCase('Content-Length', random), String(body.length)], random)
}

/** An answer in chunks of the same body. */
function inChunks(wire: Wire, random: Random, bytes = chunked(wire.body, random)): Wire {
  const other = { ...withoutField(wire, 'content-length'), body: bytes }
  return withField(other, [inAnyCase('Transfer-Encoding', random), 'chunked'], random)
}

function inField(wire: Wire, part: 0 | 1, piece: string, random: Random): string {
  const at = random.below(wire.fields.length)
  const fields = wire.fields.map(([name, value], index) => {
    if (index !== at) return [name, value] as const
    if (part === 0) return [inserted(name, random.below(name.length + 1), piece), value] as const
    return [name, inserted(value, random.below(value.length + 1), piece)] as const
  })
  return written({ ...wire, fields })
}

const withChunkLines = (lines: readonly string[]): Break => {
  return (wire, random) => written(inChunks(wire, random, `${random.pick(lines)}\r\nhello\r\n0\r\n\r\n`))
}

/** Every rule that an answer has to keep, and how it is broken. */
export const answerRules: Readonly<Record<string, Break>> = {
  'the first line is a status line': (wire, random) => {
    const lines = [
      'HTTP/2.0 200 OK',
      'HTTP/0.9 200 OK',
      'HTTP/1.2 200 OK',
      'HTTP/1.10 200 OK',
      'http/1.1 200 OK',
      'HTTP/1.1 20 OK',
      'HTTP/1.1 2000 OK',
      'HTTP/1.1 099 OK',
      'HTTP/1.1  200 OK',
      'HTTP/1.1\t200 OK',
      'HTTP/1.1 200\tOK',
      'HTTP/1.1 +20 OK',
      'HTTP/1.1 200OK',
      'HTTP/1.1 OK',
      'HTTP 200 OK',
      'ICY 200 OK',
      'RTSP/1.0 200 OK',
      ' HTTP/1.1 200 OK',
      '',
      'HTTP/1.1',
      '<?xml version="1.0"?>',
    ]
    return written({ ...wire, first: random.pick(lines) })
  },
  'the reason has no control characters': (wire, random) =>
    written({ ...wire, first: `HTTP/1.1 200 O${random.pick(noValues)}K` }),
  'lines end with CR LF': (wire, random) => {
    const head = headOf(wire)
    const ends = [...head.slice(0, -2).matchAll(/\r\n/g)].map(({ index }) => index)
    const at = random.pick(ends)
    return (
      head.slice(0, at) +
      random.pick(['\n', '\r', '\r\r\n', '\n\r', '\0\r\n', '\r\n ', '\r\n\t', '\r\nx\r\n']) +
      head.slice(at + 2) +
      wire.body
    )
  },
  'field names are tokens': (wire, random) => inField(wire, 0, random.pick(noTokens), random),
  'field names are not empty': (wire, random) => written(withField(wire, ['', 'x'], random)),
  'field values have no control characters': (wire, random) =>
    inField(wire, 1, random.pick(noValues), random),
  'there is one Content-Length': (wire, random) => {
    const lengths = [String(wire.body.length), '0', '']
    return written(withField(wire, [inAnyCase('Content-Length', random), random.pick(lengths)], random))
  },
  'Content-Length is digits': (wire, random) => {
    const length = String(wire.body.length)
    const odd = [
      `+${length}`,
      `-${length}`,
      `0x${length}`,
      `${length},${length}`,
      `${length} ${length}`,
      `${length}.0`,
      `${length}e0`,
      '',
      `"${length}"`,
      `${length}_`,
      '\xb2',
      '1000000000000000',
      '18446744073709551616',
      'NaN',
    ]
    return written(withOnly(wire, [inAnyCase('Content-Length', random), random.pick(odd)], random))
  },
  'there is one Transfer-Encoding': (wire, random) =>
    written(
      withField(
        inChunks(wire, random),
        [inAnyCase('Transfer-Encoding', random), random.pick(['chunked', 'gzip', 'identity', ''])],
        random,
      ),
    ),
  'Transfer-Encoding is a list of codings': (wire, random) => {
    const odd = [
      '',
      ' ',
      'chunked,',
      ',chunked',
      'chunked;q=1',
      '"chunked"',
      'gzip;q=1, chunked',
      'chun ked',
      'chunk\xe9d',
      'chunked\xa0',
      'gzip,,chunked',
      'chunked,\tx',
      'chunked\t',
      '\tchunked',
    ]
    return written(withOnly(inChunks(wire, random), ['Transfer-Encoding', random.pick(odd)], random))
  },
  'not both Transfer-Encoding and Content-Length': (wire, random) => {
    const length = random.pick(['0', '5', String(wire.body.length)])
    return written(withField(inChunks(wire, random), [inAnyCase('Content-Length', random), length], random))
  },
  'chunk sizes are hexadecimal digits': withChunkLines([
    'g',
    '-5',
    '+5',
    '0x5',
    '5h',
    '',
    ' 5',
    '5 ',
    '5\t',
    '5\n',
    '5,5',
    '5.0',
    '5 5',
    '5\0',
    '\xb2',
    '\n5',
    '5\r',
    '0000000000005',
    'FFFFFFFFFFFFFFFF5',
  ]),
  'chunk extensions are tokens or quoted text': withChunkLines([
    '5;',
    '5; a',
    '5 ;a',
    '5;a ',
    '5;a=',
    '5;a=b c',
    '5;a="b',
    '5;a="b"c',
    '5;a=b"c"',
    '5;=b',
    '5;\na',
    '5;a\nb',
    '5;a\r',
    '5;a="\n"',
    '5;a="\\\n"',
    '5;\0',
    '5;\xe9',
    '5;a=\xe9',
    '5;a;;b',
    '5;a="\x7f"',
    '5;a==b',
  ]),
  'a chunk is as long as its size says': withChunkLines(['4', '1', '6', '7', '3']),
  'a chunk ends with CR LF': (wire, random) =>
    written(
      inChunks(
        wire,
        random,
        `5\r\nhello${random.pick(['\n', '\r', '\n\r', 'x\r\n', '\r\r\n', '0\r\n'])}0\r\n\r\n`,
      ),
    ),
  'trailers are fields': (wire, random) =>
    written(
      inChunks(
        wire,
        random,
        `0\r\n${random.pick(['x', ': x', 'X : x', ' X: x', 'X: \0', 'X: a\n', 'X: a\r', 'X\xe9: a', 'GET / HTTP/1.1'])}\r\n\r\n`,
      ),
    ),
  'no length in the trailers': (wire, random) =>
    written(
      inChunks(
        wire,
        random,
        `0\r\n${inAnyCase(random.pick(['Content-Length: 5', 'Content-Length: 0', 'Transfer-Encoding: chunked']), random)}\r\n\r\n`,
      ),
    ),
  'protocols are not switched': (wire, random) =>
    written({ ...wire, first: random.pick(['HTTP/1.1 101 Switching Protocols', 'HTTP/1.1 101']) }),
  'an informational answer does not end the connection': (wire, random) =>
    random.pick([
      'HTTP/1.1 100 Continue\r\nConnection: close\r\n\r\n',
      'HTTP/1.0 100 Continue\r\n\r\n',
      'HTTP/1.1 103\r\nconnection: x, Close\r\n\r\n',
    ]) + written(wire),
  'a head has at most 64 KiB': (wire, random) => written(withField(wire, ['X', 'x'.repeat(65_537)], random)),
  'a chunk line has at most 4 KiB': (wire, random) =>
    written(inChunks(wire, random, `5;a=${'x'.repeat(4097)}\r\nhello\r\n0\r\n\r\n`)),
}
