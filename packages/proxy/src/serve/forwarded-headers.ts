import type { RawHeaders } from '../forward/forwarder.ts'
import { isNamed, lengthsOf, nameOfLength } from '../forward/raw-headers.ts'
import type { ForwardedOrigin } from './forwarded-origin.ts'

/** Fields that belong to one connection and not to the request (RFC 9110, 7.6.1). */
const perConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'upgrade'])
/** Naming these in `Connection` must not take them away: they say where the request ends and where it goes. */
const perConnectionLengths = lengthsOf(perConnection)
const rewrittenLengths = lengthsOf(['connection', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'])
const kept = new Set(['host', 'content-length', 'transfer-encoding', 'trailer', 'te', 'content-type'])

/**
 * The header fields that the app receives: every field as it came, in its place; only `Connection` and what it
 * names belong to the proxy's own connection (but not those of an `upgrade`, which takes the connection over), and
 * `X-Forwarded-For`, `-Proto` and `-Host` are extended.
 */
export function forwardedHeaders(raw: RawHeaders, origin: ForwardedOrigin, upgrade: boolean): RawHeaders {
  const named = upgrade ? undefined : namedInConnection(raw)
  const headers: string[] = []
  let forAt = -1
  let protoSeen = false
  let hostSeen = false
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? ''
    const value = raw[index + 1] ?? ''
    switch (nameOfLength(name, rewrittenLengths)) {
      case 'connection':
        if (named === undefined) headers.push(name, !upgrade && closing.test(value) ? 'keep-alive' : value)
        continue
      case 'x-forwarded-for':
        if (!origin.trusted) continue
        forAt = headers.length + 1
        break
      case 'x-forwarded-proto':
        if (!origin.trusted) continue
        protoSeen = true
        break
      case 'x-forwarded-host':
        if (!origin.trusted) continue
        hostSeen = true
        break
      default:
        if (named?.has(name.toLowerCase()) === true) continue
    }
    headers.push(name, value)
  }
  if (forAt < 0) headers.push('X-Forwarded-For', origin.remoteAddress)
  else headers[forAt] = `${headers[forAt]}, ${origin.remoteAddress}`
  if (!protoSeen) headers.push('X-Forwarded-Proto', origin.scheme)
  if (!hostSeen) headers.push('X-Forwarded-Host', origin.host)
  return headers
}

const closing = /(?:^|[ \t,])close(?:$|[ \t,])/i
const harmless = /^[ \t,]*(?:(?:keep-alive|close)[ \t,]*)*$/i

/** The lower-case names of the fields that go no further than this connection; undefined when there are none. */
function namedInConnection(raw: RawHeaders): Set<string> | undefined {
  let named: Set<string> | undefined
  for (let index = 0; index < raw.length; index += 2) {
    const name = nameOfLength(raw[index], perConnectionLengths)
    if (!perConnection.has(name)) continue
    const value = raw[index + 1] ?? ''
    if (name === 'connection' && harmless.test(value)) continue
    named ??= new Set(perConnection)
    if (name !== 'connection') continue
    for (const option of value.toLowerCase().split(',')) {
      if (!kept.has(option.trim())) named.add(option.trim())
    }
  }
  return named
}

/** The header fields of an answer as the proxy's client gets them. `last`: the connection ends with it. */
export function answerHeaders(raw: RawHeaders, last: boolean, keepsChunks: boolean): RawHeaders {
  const headers: string[] = []
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index] ?? ''
    const value = raw[index + 1] ?? ''
    if (isNamed(name, 'connection'))
      headers.push(name, last ? 'close' : value.replace(/close/i, 'keep-alive'))
    else if (!keepsChunks && isNamed(name, 'transfer-encoding')) continue
    else headers.push(name, value)
  }
  return headers
}
