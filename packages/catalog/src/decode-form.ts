import { encodeForm, type FormStyle } from './encode-form.ts'
import type { Parameters } from './parameters.ts'

/** A decoded form body or query string, from which the text can be had again. */
export interface FormBody {
  readonly parameters: Parameters
  readonly style: FormStyle
  /**
   * The text as it was. Kept only where encoding `parameters` in `style` does not give it: a name without
   * `=`, an empty pair, `%2b` in lower case, an escape that is none, bytes that are not UTF-8.
   */
  readonly irregular?: string
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * The parameters of a form body, or of a query string without its `?`: order, repeated names and empty values
 * kept. Never throws: `%` that begins no escape stands for itself, bytes that are not UTF-8 become U+FFFD, and
 * the result says so by being `irregular`.
 */
export function decodeForm(text: string): FormBody {
  const parameters: [string, string][] = []
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    if (equals === -1) parameters.push([decode(pair), ''])
    else parameters.push([decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))])
  }
  const likely: FormStyle = text.includes('%20') ? 'percent' : 'plus'
  const other: FormStyle = likely === 'plus' ? 'percent' : 'plus'
  for (const style of [likely, other])
    if (encodeForm(parameters, style) === text) return { parameters, style }
  return { parameters, style: likely, irregular: text }
}

/** The text that `decodeForm` read, byte for byte. */
export function formText({ parameters, style, irregular }: FormBody): string {
  return irregular ?? encodeForm(parameters, style)
}

function decode(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced.replaceAll(/(?:%[\da-fA-F]{2})+/g, (run) => utf8.decode(bytesOf(run)))
  }
}

function bytesOf(run: string): Uint8Array {
  return Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
}
