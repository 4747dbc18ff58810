import { toWire, type WireOptions, type WireWebhook } from './wire-request.ts'

/** A webhook as a line for a POSIX shell that sends it with curl, signed. Throws as `toWire` does. */
export function toCurl(webhook: WireWebhook, options: WireOptions): string {
  const { method, url, headers, body } = toWire(webhook, options)
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)])
  const data = body === undefined ? [] : ['--data-raw', quoted(body)]
  // Without --globoff curl takes brackets in a URL for a pattern.
  return ['curl', '--globoff', '-X', method, ...named, ...data, quoted(url)].join(' ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
