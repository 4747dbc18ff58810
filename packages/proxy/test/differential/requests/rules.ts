import type { Random } from '../random.ts'
import { headOf, inAnyCase, inserted, withField, withOnly, withoutField, type Wire } from '../wire.ts'
import { freeField } from './generated.ts'

/** Breaks one rule of a plain request, whatever the request. The result is a whole text in latin1. */
type Break = (wire: Wire, random: Random) => string

const written = (wire: Wire): string => headOf(wire) + wire.body

const controls = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code))
const noTokens = [...controls, ...' "(),/;<=>?@[\\]{}\x7f\x80\xa0\xff'.split('')]
const noValues = [...controls.filter((control) => control !== '\t'), '\x7f']
const noTargets = [...controls, ' ', '#', '\x7f', '\x80', '\xff']
const lineEnds = ['\n', '\r', '\r\r\n', '\n\r', '\0\r\n', '\r\n ', '\r\n\t', '\r\nx\r\n']

const withFirst = (wire: Wire, change: (method: string, target: string) => string): string => {
  const [method = '', target = ''] = wire.first.split(' ')
  return written({ ...wire, first: change(method, target) })
}

/** Puts a piece into the name or value of a random field. */
function inField(wire: Wire, part: 0 | 1, piece: string, random: Random): string {
  const at = random.below(wire.fields.length)
  const fields = wire.fields.map((field, index) => {
    if (index !== at) return field
    const changed = inserted(field[part], random.below(field[part].length + 1), piece)
    return part === 0 ? ([changed, field[1]] as const) : ([field[0], changed] as const)
  })
  return written({ ...wire, fields })
}

const withNamed = (name: string, values: readonly string[]): Break => {
  return (wire, random) => written(withField(wire, [inAnyCase(name, random), random.pick(values)], random))
}
const withInstead = (name: string, values: readonly string[]): Break => {
  return (wire, random) => written(withOnly(wire, [inAnyCase(name, random), random.pick(values)], random))
}

/** Every rule that a plain request has to keep, and how it is broken. */
export const requestRules: Readonly<Record<string, Break>> = {
  'method is GET or POST': (wire, random) =>
    withFirst(wire, (method, target) => {
      const others = [
        'PUT',
        'HEAD',
        'OPTIONS',
        'CONNECT',
        'PRI',
        'DELETE',
        'get',
        'Post',
        'GETS',
        'GE',
        '',
        ' GET',
        '\tPOST',
        'M-SEARCH',
      ]
      return `${random.pick([...others, `X${method}`])} ${target} HTTP/1.1`
    }),
  'one space on each side of the target': (wire, random) =>
    withFirst(wire, (method, target) =>
      random.pick([
        `${method}  ${target} HTTP/1.1`,
        `${method}\t${target} HTTP/1.1`,
        `${method} ${target}  HTTP/1.1`,
        `${method} ${target}\tHTTP/1.1`,
        `${method} ${target} HTTP/1.1 `,
        `${method}${target} HTTP/1.1`,
      ]),
    ),
  'target is in origin-form': (wire, random) =>
    withFirst(wire, (method, target) => {
      const forms = [
        `http://a.example${target}`,
        '*',
        'a.example:80',
        '',
        target.slice(1).replace(/^\/+/, ''),
        `?${target}`,
        '\\',
      ]
      return `${method} ${random.pick(forms)} HTTP/1.1`
    }),
  'target is visible ASCII without fragment': (wire, random) =>
    withFirst(wire, (method, target) => {
      const piece = random.pick(noTargets)
      return `${method} ${inserted(target, 1 + random.below(target.length), piece)} HTTP/1.1`
    }),
  'version is HTTP/1.1': (wire, random) =>
    withFirst(wire, (method, target) => {
      const versions = [
        'HTTP/1.0',
        'HTTP/1.10',
        'HTTP/1.1x',
        'HTTP/11.1',
        'HTTP/01.1',
        'HTTP/2.0',
        'HTTP/0.9',
        'http/1.1',
        'HTTP/1',
        'HTTP/1.',
        'HTTP/1,1',
        'HTTP 1.1',
        'HTTPS/1.1',
        'ICE/1.1',
        'RTSP/1.1',
        '',
        'HTTP/1.2',
        'HTTP/1.\xb9',
      ]
      return `${method} ${target} ${random.pick(versions)}`
    }),
  'nothing before the method': (wire, random) =>
    random.pick(['\r\n', '\n', ' ', '\0', '\xef\xbb\xbf', 'x']) + written(wire),
  'lines end with CR LF': (wire, random) => {
    const head = headOf(wire)
    const ends = [...head.slice(0, -2).matchAll(/\r\n/g)].map(({ index }) => index)
    const at = random.pick(ends)
    return head.slice(0, at) + random.pick(lineEnds) + head.slice(at + 2) + wire.body
  },
  'field lines have a colon': (wire, random) => {
    const at = 1 + random.below(wire.fields.length)
    const lines = headOf(wire).split('\r\n')
    return (
      lines.toSpliced(at, 0, random.pick(['x', 'Transfer-Encoding', 'GET / HTTP/1.1'])).join('\r\n') +
      wire.body
    )
  },
  'field names are tokens': (wire, random) => inField(wire, 0, random.pick(noTokens), random),
  'field names are not empty': (wire, random) => written(withField(wire, ['', freeField(random)[1]], random)),
  'field values have no control characters': (wire, random) =>
    inField(wire, 1, random.pick(noValues), random),
  'there is a Host': (wire) => written(withoutField(wire, 'host')),
  'there is one Host': withNamed('Host', ['a', 'voice.example.com', 'b']),
  'Host is not empty': withInstead('Host', ['', ' ', '\t']),
  'Host has no odd characters': withInstead('Host', [
    'a b',
    'a,b',
    'a/b',
    'u@a',
    'a?b',
    'a#b',
    'a\\b',
    'a;b',
    '\xe9',
    'a\tb',
    '"a"',
    '%61',
    'a|b',
    "a'",
  ]),
  'there is one Content-Length': (wire, random) => {
    const length = String(wire.body.length)
    const once = withOnly(wire, ['Content-Length', length], random)
    return written(
      withField(once, [inAnyCase('Content-Length', random), random.pick([length, '0', '5', ''])], random),
    )
  },
  'Content-Length is plain digits': (wire, random) => {
    const length = String(wire.body.length)
    const odd = [
      `+${length}`,
      `-${length}`,
      `0${length}`,
      `0x${length}`,
      `${length},${length}`,
      `${length} ${length}`,
      `${length}.0`,
      `${length}e0`,
      '',
      '"0"',
      `${length}_`,
      '\xb2',
      `00000000${length}`,
      '1000000000',
      '18446744073709551616',
      'NaN',
      'Infinity',
    ]
    return written(withOnly(wire, [inAnyCase('Content-Length', random), random.pick(odd)], random))
  },
  'no Transfer-Encoding': withNamed('Transfer-Encoding', [
    'chunked',
    'identity',
    'CHUNKED',
    'gzip, chunked',
    '',
    'x',
  ]),
  'no Expect': withNamed('Expect', ['100-continue', 'x', '']),
  'no Upgrade': withNamed('Upgrade', ['websocket', 'h2c', '']),
  'no Trailer': withNamed('Trailer', ['X-One', 'Content-Length', '']),
  'no TE': withNamed('TE', ['trailers', '']),
  'no Proxy-Connection': withNamed('Proxy-Connection', ['keep-alive', 'close', '']),
  'no Keep-Alive': withNamed('Keep-Alive', ['timeout=5', '']),
  'no HTTP2-Settings': withNamed('HTTP2-Settings', ['AAMAAABkAARAAAAAAAIAAAAA', '']),
  'Connection is close or keep-alive': withInstead('Connection', [
    '',
    'upgrade',
    'close, upgrade',
    'keep-alive, close',
    'x',
    'closed',
    'close;',
    'Content-Length',
    'keepalive',
    'close,',
    ',close',
  ]),
  'there is one Connection': (wire, random) => {
    const once = withOnly(wire, ['Connection', random.pick(['close', 'keep-alive'])], random)
    return written(
      withField(once, [inAnyCase('Connection', random), random.pick(['close', 'keep-alive'])], random),
    )
  },
  'at most 100 fields': (wire, random) => {
    const fields = [...wire.fields]
    while (fields.length < 101) fields.push(freeField(random))
    return written({ ...wire, fields })
  },
  'a GET has no body': (wire, random) => {
    const body = wire.body === '' ? 'x' : wire.body
    const first = wire.first.replace(/^\S+/, 'GET')
    return written(withOnly({ ...wire, first, body }, ['Content-Length', String(body.length)], random))
  },
  'the body is whole': (wire, random) => {
    const more = 1 + random.below(3)
    return written(withOnly(wire, ['Content-Length', String(wire.body.length + more)], random))
  },
  'nothing follows the body': (wire, random) => {
    const more = ['\r\n', 'x', '\0', 'GET /admin HTTP/1.1\r\nHost: a\r\n\r\n', '0\r\n\r\n']
    return written(wire) + random.pick([...more, written(wire)])
  },
  'the head is whole': (wire, random) => headOf(wire).slice(0, random.below(headOf(wire).length)),
}
