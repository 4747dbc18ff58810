import type { ParameterPairs } from '../../parameters.ts'
import { decodeText } from '../../url/form.ts'
import type { CauseCode } from '../causes/cause-code.ts'

/** Something that an app's framework does to all parameters, undone. */
export interface ParameterChange {
  readonly cost: number
  readonly code: CauseCode
  readonly of: (pairs: ParameterPairs) => ParameterPairs
}

const beyondLatin1 = /[^\p{ASCII}\u0080-\u00FF]/u
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The changes that need nothing but the parameters. */
export const parameterChanges: readonly ParameterChange[] = [
  { cost: 1, code: 'parameters-renamed', of: names((name) => name.replace(/\[\d*\]$/, '')) },
  { cost: 1, code: 'parameters-plus', of: values((value) => value.replace(/^ (?=\d)/, '+')) },
  { cost: 2, code: 'parameters-plus', of: values((value) => value.replaceAll(' ', '+')) },
  { cost: 2, code: 'parameters-plus', of: values((value) => value.replaceAll(/(?!^)\+/g, ' ')) },
  { cost: 2, code: 'parameters-plus', of: values((value) => value.replaceAll('+', ' ')) },
  { cost: 2, code: 'parameters-plus', of: values((value) => value.replace(/^ ?(?=\d{8,15}$)/, '+')) },
  { cost: 1, code: 'parameters-not-decoded', of: both(decodeText) },
  { cost: 2, code: 'parameters-not-decoded', of: values((value) => value.replaceAll('%20', ' ')) },
  { cost: 2, code: 'parameters-charset', of: both(fromLatin1) },
  { cost: 2, code: 'parameters-charset', of: values((value) => value.normalize('NFC')) },
  { cost: 2, code: 'parameters-charset', of: values((value) => value.normalize('NFD')) },
  { cost: 2, code: 'parameters-line-breaks', of: values((value) => value.replaceAll(/\r?\n/g, '\r\n')) },
  { cost: 2, code: 'parameters-line-breaks', of: values((value) => value.replaceAll('\r\n', '\n')) },
  { cost: 2, code: 'parameters-escaped', of: values(unescaped) },
  { cost: 2, code: 'parameters-escaped', of: values((value) => value.replaceAll(/\\(?=["'\\])/g, '')) },
  { cost: 2, code: 'parameters-renamed', of: names((name) => name.replaceAll('_', '.')) },
  { cost: 2, code: 'parameters-renamed', of: names(pascalCase) },
  { cost: 2, code: 'parameters-trimmed', of: values((value) => (value === '' ? ' ' : value)) },
  { cost: 2, code: 'parameters-trimmed', of: values((value) => value.trim()) },
  {
    cost: 2,
    code: 'parameters-null',
    of: values((value) => (/^(?:null|undefined|None|nil)$/.test(value) ? '' : value)),
  },
]

function values(change: (value: string) => string): (pairs: ParameterPairs) => ParameterPairs {
  return (pairs) => pairs.map(([name, value]) => [name, change(value)])
}

function names(change: (name: string) => string): (pairs: ParameterPairs) => ParameterPairs {
  return (pairs) => pairs.map(([name, value]) => [change(name), value])
}

function both(change: (text: string) => string): (pairs: ParameterPairs) => ParameterPairs {
  return (pairs) => pairs.map(([name, value]) => [change(name), change(value)])
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|[_-])(\p{Ll})/gu, (_, letter: string) => letter.toUpperCase())
}

function fromLatin1(text: string): string {
  if (beyondLatin1.test(text)) return text
  try {
    return strictUtf8.decode(Uint8Array.from(text, (character) => character.charCodeAt(0)))
  } catch {
    return text
  }
}

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&#x2F;', '/'],
  ['&amp;', '&'],
])

function unescaped(text: string): string {
  return text.replaceAll(/&(?:lt|gt|quot|#39|#x27|#x2F|amp);/g, (entity) => entities.get(entity) ?? entity)
}
