/** A text of about so many characters that is hard on some kind of parser. */
export type HostileText = (size: number) => string

const repeated =
  (unit: string, head = '', tail = ''): HostileText =>
  (size) =>
    head + unit.repeat(Math.ceil(size / unit.length)) + tail

const numbered =
  (unit: (index: number) => string, separator: string): HostileText =>
  (size) =>
    Array.from({ length: Math.ceil(size / (unit(0).length + 3)) }, (_, index) => unit(index)).join(separator)

/** Texts whose size grows, each hard on some part of a parser: repetitions, floods, nesting, and what never ends. */
export const hostileTexts: Readonly<Record<string, HostileText>> = {
  letters: repeated('a'),
  digits: repeated('1'),
  'digits with spaces': repeated('1 '),
  'white space': repeated(' '),
  'white space in front of a letter': repeated(' ', '', 'x'),
  tabs: repeated('\t', 'a', 'a'),
  'line feeds': repeated('\n'),
  'carriage returns': repeated('\r'),
  'line ends': repeated('\r\n', '', 'x'),
  'null bytes': repeated('\0'),
  'letters that are not ASCII': repeated('я'),
  'characters of two units': repeated('😀'),
  'halves of characters': repeated('\ud800'),
  'combining characters': repeated('a\u0301'),
  dots: repeated('a.'),
  'hyphens and capitals': repeated('A-'),
  slashes: repeated('/'),
  'dot segments': repeated('/..'),
  backslashes: repeated('\\'),
  quotes: repeated('"'),
  'escaped quotes': repeated('\\"', '"'),
  apostrophes: repeated("'"),
  'at signs': repeated('@', 'a'),
  mailboxes: repeated('a@b-'),
  'begun JWTs': repeated('eyJeyJeyJ-'),
  colons: repeated(':'),
  semicolons: repeated(';', 'a/b'),
  'parameters of a media type': repeated('; charset=x', 'text/xml'),
  commas: repeated(', '),
  'equals signs': repeated('='),
  ampersands: repeated('&'),
  'percent signs': repeated('%'),
  'escaped escapes': repeated('25', '%', '41'),
  'escapes that are not UTF-8': repeated('%ff'),
  pluses: repeated('+'),
  'pairs of a form': numbered((index) => `p${index}=v`, '&'),
  'the same pair of a form': repeated('CallSid=CA1&'),
  'names of what every object has': repeated('constructor=1&__proto__=1&toString=1&'),
  'numbered names': numbered((index) => `MediaUrl${index}=1`, '&'),
  'opening brackets': repeated('['),
  'opening braces': repeated('{"a":'),
  'brackets that close': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
  'braces that close': (size) => `${'{"a":'.repeat(size / 6)}1${'}'.repeat(size / 6)}`,
  'members of a JSON object': (size) => `{${numbered((index) => `"k${index}":1`, ',')(size)}}`,
  'equal members of a JSON object': repeated('"a":1,', '{', '"a":1}'),
  'opening tags': repeated('<Say>', '<Response>'),
  'closing tags': repeated('</Say>'),
  'angle brackets': repeated('<'),
  'attributes without an end': repeated('<Say a="'),
  'opening comments': repeated('<!--'),
  entities: repeated('&amp;'),
  'telephone numbers': repeated('617-555-0123, '),
  'keys of a menu': repeated('press 1 or 2 for the the '),
  'articles of a menu': repeated('the ', 'press '),
  'lists of keys': repeated('1, or ', 'press '),
  'URLs in URLs': repeated('http://a/?u='),
  'URLs with user names': repeated('http://a:b@'),
  'ports of a host': repeated(':1', 'http://a'),
  'colons in brackets': repeated(':', 'http://[', ']'),
  'boundaries of a multipart body': repeated('--x\r\n'),
  'fields of a head': numbered((index) => `X-${index}: 1`, '\r\n'),
  'fields without a colon': repeated('X\r\n'),
  'chunk sizes': repeated('0;a\r\n'),
  'marks of a merge conflict': repeated('<<<<<<< a\n'),
}
