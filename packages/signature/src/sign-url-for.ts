import { RingbackError } from '@ringback/common'
import { bodyHashName, bodySha256 } from './body-sha256.ts'
import { joinUrl, splitUrl } from './url/split-url.ts'

/** A URL and the body, not a form, that is sent to it. */
export interface UrlAndBody {
  readonly url: string
  readonly body: string | Uint8Array
}

/**
 * The URL to which Twilio sends a body that is not a form: the given one with `bodySHA256=<hash>` in its query, in
 * place of an older hash or at its end. Throws a RingbackError when the URL is not absolute
 * (`url-not-absolute`).
 */
export function signUrlFor({ url, body }: UrlAndBody): string {
  const parts = splitUrl(url)
  if (parts === null) throw urlNotAbsolute(url)
  const hash = `${bodyHashName}=${bodySha256(body)}`
  const pairs = parts.query.slice(1).split('&')
  const kept = parts.query.length < 2 ? [] : pairs.filter((pair) => !pair.startsWith(`${bodyHashName}=`))
  const at = pairs.findIndex((pair) => pair.startsWith(`${bodyHashName}=`))
  const query = at === -1 ? [...kept, hash] : kept.toSpliced(at, 0, hash)
  return joinUrl({ ...parts, query: `?${query.join('&')}` })
}

/** The error for a URL that cannot be signed because it has no scheme and host. */
export function urlNotAbsolute(url: string): RingbackError {
  return new RingbackError(
    'url-not-absolute',
    `Cannot sign ${JSON.stringify(url)}: it is not an absolute URL.`,
    {
      remedy: 'Pass it with scheme and host: https://phone.example.com/voice',
    },
  )
}
