import type { Body, Headers } from '@ringback/recording'
import type { RawHeaders } from '../forward/forwarder.ts'
import type { BodyTee } from './body-tee.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a body's bytes look like in an exchange. */
export function bodyOf(tee: BodyTee): Body {
  const bytes = tee.take()
  const truncated = tee.truncated ? { truncatedAt: bytes.length } : {}
  try {
    return { text: utf8.decode(bytes), ...truncated }
  } catch {
    return { base64: bytes.toString('base64'), ...truncated }
  }
}

/** Header pairs out of the flat list. */
export function headerPairs(raw: RawHeaders): Headers {
  const pairs: [string, string][] = []
  for (let index = 0; index < raw.length; index += 2) pairs.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return pairs
}
