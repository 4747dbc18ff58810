import type { ParameterPairs } from '../parameters.ts'

const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** The parameters of a form body or of a query string without `?`. Never throws. */
export function decodeForm(text: string): ParameterPairs {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      return equals === -1
        ? [decodeText(pair), '']
        : [decodeText(pair.slice(0, equals)), decodeText(pair.slice(equals + 1))]
    })
}

/** One name or value of a form, decoded: `+` is a space, and a `%` that does not begin an escape is kept. */
export function decodeText(text: string): string {
  return decodePercent(text.replaceAll('+', ' '))
}

/** A text with its percent escapes decoded; a `%` that does not begin an escape is kept. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
      lenient.decode(Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))),
    )
  }
}
