import { lengthOf, type Body, type Exchange, type Headers } from '@ringback/recording'

/** The body with another text; how much of it was cut off stays. */
export function withBodyText({ truncatedAt }: Body, text: string): Body {
  return truncatedAt === undefined ? { text } : { text, truncatedAt }
}

/** The headers for another body: a content length that was right stays right. */
export function withContentLength(headers: Headers, before: Body, after: Body): Headers {
  const index = headers.findIndex((header) => isNamed(header, 'content-length'))
  const header = headers[index]
  if (!header || before === after) return headers
  const [name, value] = header
  const isRight =
    ('text' in before && value === String(before.text.length)) || value === String(lengthOf(before))
  if (!isRight) return headers
  const length = String(lengthOf(after))
  return length === value ? headers : headers.with(index, [name, length])
}

/** The value of the first header with this name, which is given in lower case. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return headers.find((header) => isNamed(header, name))?.[1]
}

function isNamed([name]: Headers[number], lowerCaseName: string): boolean {
  return name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName
}

/** The host and port of a URL; empty when it has none. */
export function hostOf(url: string): string {
  const authority = /^[a-z][a-z0-9+.-]{0,20}:\/\/([^/?#]*)/i.exec(url)?.[1] ?? ''
  return authority.slice(authority.lastIndexOf('@') + 1)
}

const caller = /(?:^|&)(?:From|Caller)=([^&]{1,300})/

/** Who called, as far as it shows: the caller's address, else the call's SID, else nothing. */
export function callerOf({ request, callSid }: Exchange): string {
  const body = 'text' in request.body ? request.body.text.slice(0, 8192) : ''
  const question = request.url.indexOf('?')
  const query = question < 0 ? '' : request.url.slice(question + 1, question + 8192)
  return caller.exec(body)?.[1] ?? caller.exec(query)?.[1] ?? callSid ?? ''
}
