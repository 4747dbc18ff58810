import { Buffer } from 'node:buffer'
import type { TransportRequest } from '../transport.ts'

/**
 * The bytes of a GET or POST request as Node's HTTP client would write them. Undefined where it would write something else or
 * refuse it: for characters that do not belong there, and for headers that change how a request is sent.
 */
export function plainRequestBytes({ method, target, headers, body }: TransportRequest): Buffer | undefined {
  let head = `${method} ${target} HTTP/1.1\r\n`
  for (const [name, value] of headers) head += `${name}: ${value}\r\n`
  head += '\r\n'
  if ((method !== 'GET' && method !== 'POST') || !headOf(headers.length).test(head)) return undefined
  const bytes = Buffer.allocUnsafe(head.length + body.length)
  bytes.write(head, 'latin1')
  bytes.set(body, head.length)
  return bytes
}

const heads: RegExp[] = []

/** A head with so many headers. A line break in a value would make one more. */
function headOf(headers: number): RegExp {
  return (heads[headers] ??= new RegExp(
    `^[A-Z]+ [!-~]+ HTTP/1\\.1\\r\\n(?:(?!(?:expect|te|trailer|transfer-encoding|upgrade):)[!#$%&'*+\\-.^_\`|~0-9a-z]+: [ -~]*\\r\\n){${headers}}\\r\\n$`,
    'i',
  ))
}
