import { encodeForm, type FormStyle } from './encode-form.ts'
import type { Parameters } from '../parameters.ts'

/** A decoded form body or query string; `formText` gives the text again, byte for byte. */
export interface FormBody {
  readonly parameters: Parameters
  readonly style: FormStyle
  /**
   * The text as it was. Kept only where encoding `parameters` in `style` does not give it: a name without
   * `=`, an empty pair, `%2b` in lower case, an invalid escape, bytes that are not UTF-8.
   */
  readonly irregular?: string
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

const percentSign = 0x25
const ampersand = 0x26
const plusSign = 0x2b
const equalsSign = 0x3d

/** The escapes that both styles write: all bytes but those of unreserved characters, the space, `*` and `~`. */
const escapes = '[01][\\dA-F]|2[1-9BCF]|3[A-F]|40|5[B-E]|60|7[BCDF]|[89A-F][\\dA-F]'
/** What `encodeForm` never writes, by style. (Searches, not whole matches: those run out of stack on long bodies.) */
const foreign: Readonly<Record<FormStyle, RegExp>> = {
  plus: new RegExp(`[^\\w.*+%&=-]|%(?!${escapes}|7E)`),
  percent: new RegExp(`[^\\w.~%&=-]|%(?!${escapes}|2[0A])`),
}

/**
 * The parameters of a form body, or of a query string without its `?`. Order, repeated names and empty values are kept. Never
 * throws: a `%` that begins no escape stays, and bytes that are not UTF-8 become U+FFFD; `irregular` then has the text.
 */
export function decodeForm(text: string): FormBody {
  const { parameters, isRegular } = read(text)
  if (isRegular && !foreign.plus.test(text)) return { parameters, style: 'plus' }
  if (isRegular && !foreign.percent.test(text)) return { parameters, style: 'percent' }
  return { parameters, style: text.includes('%20') ? 'percent' : 'plus', irregular: text }
}

/** The parameters that `decodeForm` reads, without what is needed to write the text again. */
export function formParameters(text: string): Parameters {
  return read(text).parameters
}

/** The first value that `formParameters` has under a name, without decoding the others; undefined when there is none. */
export function formParameter(text: string, name: string): string | undefined {
  const isPlain = !escaped.test(name)
  for (let from = 0; from < text.length;) {
    const nextPair = text.indexOf('&', from)
    const end = nextPair < 0 ? text.length : nextPair
    if (end > from) {
      const equals = text.indexOf('=', from)
      const nameEnd = equals < 0 || equals > end ? end : equals
      const isNamed =
        (isPlain && nameEnd - from === name.length && text.startsWith(name, from)) ||
        (nameEnd - from >= name.length && isEncodedAs(text.slice(from, nameEnd), name))
      if (isNamed) return formParameters(text.slice(from, end))[0]?.[1]
    }
    from = end + 1
  }
  return undefined
}

const escaped = /[%+]/

function isEncodedAs(raw: string, name: string): boolean {
  return escaped.test(raw) && formParameters(`${raw}=`)[0]?.[0] === name
}

/** One pass over the text: every request is decoded here. */
function read(text: string): { readonly parameters: Parameters; readonly isRegular: boolean } {
  const parameters: [string, string][] = []
  let isRegular = true
  let from = 0
  let equals = -1
  let isEncoded = false
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? ampersand : text.charCodeAt(at)
    if (code === equalsSign) {
      if (equals >= 0) isRegular = false
      else equals = at
    } else if (code === percentSign || code === plusSign) {
      isEncoded = true
    } else if (code === ampersand) {
      if (equals < 0) isRegular &&= text === ''
      const end = equals < 0 ? at : equals
      const name = text.slice(from, end)
      const value = text.slice(Math.min(end + 1, at), at)
      if (at > from) parameters.push(isEncoded ? [decode(name), decode(value)] : [name, value])
      from = at + 1
      equals = -1
      isEncoded = false
    }
  }
  return { parameters, isRegular }

  function decode(part: string): string {
    const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part
    if (!spaced.includes('%')) return spaced
    try {
      return decodeURIComponent(spaced)
    } catch {
      isRegular = false
      return spaced.replaceAll(/(?:%[\da-fA-F]{2})+/g, (run) => utf8.decode(bytesOf(run)))
    }
  }
}

/** The text that `decodeForm` read, byte for byte. */
export function formText({ parameters, style, irregular }: FormBody): string {
  return irregular ?? encodeForm(parameters, style)
}

function bytesOf(run: string): Uint8Array {
  return Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
}
