/** What has been seen of the fields that say how a request is read and where it goes. */
export interface FieldsSeen {
  hosts: number
  /** The Content-Length; -1 when there was none. */
  length: number
  connections: number
  keepAlive: boolean
}

const plainHost = /^[0-9A-Za-z._\-:[\]]+$/
const plainLength = /^(?:0|[1-9]\d{0,8})$/

/**
 * Whether a field leaves a request plain; notes what it says. The names that matter are compared only with names of the
 * same length: this is done for every field of every request.
 */
export function isPlainField(name: string, value: string, seen: FieldsSeen): boolean {
  switch (name.length) {
    case 2:
      return name.toLowerCase() !== 'te'
    case 4:
      return name.toLowerCase() !== 'host' || isPlainHost(value, seen)
    case 6:
      return name.toLowerCase() !== 'expect'
    case 7:
      return !isOneOf(name, 'upgrade', 'trailer')
    case 10:
      return isPlainConnection(name, value, seen)
    case 14:
      return isPlainLength(name, value, seen)
    case 16:
      return name.toLowerCase() !== 'proxy-connection'
    case 17:
      return name.toLowerCase() !== 'transfer-encoding'
    default:
      return true
  }
}

function isPlainHost(value: string, seen: FieldsSeen): boolean {
  seen.hosts += 1
  return plainHost.test(value)
}

function isPlainConnection(name: string, value: string, seen: FieldsSeen): boolean {
  const lower = name.toLowerCase()
  if (lower !== 'connection') return lower !== 'keep-alive'
  seen.connections += 1
  const option = value.toLowerCase()
  seen.keepAlive = option !== 'close'
  return seen.connections === 1 && (option === 'close' || option === 'keep-alive')
}

function isPlainLength(name: string, value: string, seen: FieldsSeen): boolean {
  const lower = name.toLowerCase()
  if (lower !== 'content-length') return lower !== 'http2-settings'
  if (seen.length >= 0 || !plainLength.test(value)) return false
  seen.length = Number(value)
  return true
}

function isOneOf(name: string, one: string, other: string): boolean {
  const lower = name.toLowerCase()
  return lower === one || lower === other
}
