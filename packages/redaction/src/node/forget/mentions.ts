import { bytesOf, type Body, type Exchange } from '@ringback/recording'

/**
 * Finds values in texts: numbers by their digits, whatever is written around them, everything else as it is; also where
 * they are percent-encoded.
 */
export function createMentions(values: Iterable<string>): (text: string) => boolean {
  const patterns = [...new Set(values)].filter((value) => value !== '').map(patternOf)
  return (text) => {
    const decoded = withoutPercent(text)
    return patterns.some((pattern) => pattern.test(text) || (decoded !== text && pattern.test(decoded)))
  }
}

/** All texts of an exchange that may name somebody. */
export function textOfExchange({ callSid, parentCallSid, request, response, socket }: Exchange): string {
  const headers = [...request.headers, ...(response?.headers ?? [])]
  return [
    callSid ?? '',
    parentCallSid ?? '',
    request.url,
    ...headers.map(([, value]) => value),
    textOfBody(request.body),
    response === null ? '' : textOfBody(response.body),
    ...(socket?.frames ?? []).map((frame) => ('text' in frame ? frame.text : '')),
    ...(socket?.speech ?? []).map(({ text }) => text),
  ].join('\n')
}

function textOfBody(body: Body): string {
  return 'text' in body ? body.text : Buffer.from(bytesOf(body)).toString('latin1')
}

function patternOf(value: string): RegExp {
  const number = numberIn(value)
  if (number === undefined) return alone(value.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
  return alone(number.isNorthAmerican ? `1?${number.digits}` : number.digits)
}

/** The digits of a number; those of North America are also written without their country, so it is left out. */
function numberIn(value: string): { readonly digits: string; readonly isNorthAmerican: boolean } | undefined {
  const digits = value.replaceAll(/\D/g, '')
  if (!/^[+\d ().-]+$/.test(value) || digits.length < 7) return undefined
  const isNorthAmerican = digits.length === 11 && digits.startsWith('1')
  return { digits: isNorthAmerican ? digits.slice(1) : digits, isNorthAmerican }
}

/** A shorter text stands in too many others. */
const shortestSign = 3

/**
 * Texts of ASCII letters and digits, of which at least one stands in each text that names one of some values, where nothing hides it (see
 * `mayHold`): a search that decodes nothing finds them. None where a value has no such text.
 */
export function signsOf(values: readonly string[]): readonly string[] {
  const signs = values.map((value) => {
    const runs = (numberIn(value)?.digits ?? value).match(/[0-9A-Za-z]+/g) ?? []
    return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '')
  })
  return signs.every((sign) => sign.length >= shortestSign) ? [...new Set(signs)] : []
}

/** Not as a part of a longer number or word. */
function alone(pattern: string): RegExp {
  return new RegExp(`(?<![0-9A-Za-z])${pattern}(?![0-9A-Za-z])`)
}

function withoutPercent(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (_match, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
