import { encodeForm, encodingStyle, headerName, headerValue } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import type { ProbeRequest } from '@ringback/checks'
import type { ReachOptions } from './options.ts'

/** A line for a POSIX shell that sends a request with curl, signed as the request says. */
export function curlLine(request: ProbeRequest, options: ReachOptions): string {
  const { method, kind, parameters, style = encodingStyle(kind) } = request
  const form = encodeForm(parameters, style)
  const joint = request.url.includes('?') ? '&' : '?'
  const url = method === 'GET' && form !== '' ? `${request.url}${joint}${form}` : request.url
  const { authToken } = options
  const signature =
    request.signature === undefined
      ? sign({ url, authToken, parameters: method === 'GET' ? [] : parameters })
      : request.signature
  const isPost = method === 'POST'
  const headers = [
    ...forwardedHeaders(url, options),
    ['User-Agent', headerValue.userAgent],
    ...(isPost ? [['Content-Type', headerValue.contentType]] : []),
    ...(signature === null ? [] : [[headerName.signature, signature]]),
  ]
  return [
    'curl --globoff -i -X',
    method,
    ...headers.map(([name = '', value = '']) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(isPost ? [`--data-raw ${quoted(form)}`] : []),
    quoted(reachedUrl(url, options)),
  ].join(' ')
}

/** Where the request goes: below the upstream URL what is below the public URL. */
function reachedUrl(url: string, { publicUrl, upstreamUrl }: ReachOptions): string {
  if (publicUrl === undefined || upstreamUrl === undefined || !url.startsWith(publicUrl)) return url
  return upstreamUrl.replace(/\/$/, '') + url.slice(publicUrl.replace(/\/$/, '').length)
}

function forwardedHeaders(url: string, options: ReachOptions): readonly (readonly [string, string])[] {
  if (reachedUrl(url, options) === url) return []
  const { host, protocol } = new URL(url)
  return [
    ['Host', host],
    ['X-Forwarded-Host', host],
    ['X-Forwarded-Proto', protocol.slice(0, -1)],
  ]
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
