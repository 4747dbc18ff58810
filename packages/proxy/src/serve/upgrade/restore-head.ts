import type { ClientRequest } from 'node:http'
import type { RawHeaders } from '../../forward/forwarder.ts'

/** Gives a request its target and header fields back, in their order and spelling. */
export function restoreHead(outgoing: ClientRequest, target: string, headers: RawHeaders): void {
  outgoing.path = target
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name)
  for (let index = 0; index < headers.length; index += 2) {
    outgoing.appendHeader(headers[index] ?? '', headers[index + 1] ?? '')
  }
}

/** The object of headers that http-proxy writes out, with names as the app spelled them and repetitions kept. */
export function spelledHeaders(raw: RawHeaders): Record<string, string | string[]> {
  const spelling = new Map<string, string>()
  // A null prototype, so that a field may have any name; Object.create is typed as any.
  const headers = Object.create(null) as Record<string, string[]>
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? ''
    const lower = name.toLowerCase()
    const spelled = spelling.get(lower) ?? name
    spelling.set(lower, spelled)
    ;(headers[spelled] ??= []).push(raw[index + 1] ?? '')
  }
  return headers
}
