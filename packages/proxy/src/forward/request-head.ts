import type { ForwardRequest } from './forwarder.ts'

/** The head of a request as it goes to the app, in latin1, the empty line included. */
export function requestHead(request: ForwardRequest): string {
  const { headers } = request
  let text = `${request.method} ${request.target} HTTP/1.1\r\n`
  for (let index = 0; index < headers.length; index += 2)
    text += `${headers[index]}: ${headers[index + 1]}\r\n`
  return `${text}\r\n`
}
