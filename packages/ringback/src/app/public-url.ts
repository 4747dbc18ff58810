import { RingbackError } from '@ringback/common'

/** The public URL of the options, without a slash at its end. Throws a `RingbackError` when it is no URL. */
export function publicUrlOf(written: string | undefined): string | undefined {
  if (written === undefined) return undefined
  const url = URL.parse(written)
  if (url !== null && /^https?:$/.test(url.protocol)) return written.replace(/\/$/, '')
  throw new RingbackError('bad-public-url', `--public-url ${written} is not a URL.`, {
    remedy: 'Write it with its scheme: https://phone.example.com',
  })
}

/**
 * A URL of the app as Twilio would request it. `written`: a path, or a URL; one on the app's own origin becomes public.
 */
export function published(written: string, app: URL, publicUrl: string | undefined): string {
  const url = URL.parse(written, app.href)
  if (url === null) {
    throw new RingbackError('bad-url', `${JSON.stringify(written)} is not a URL and not a path.`, {
      remedy: 'Write it as /status or https://phone.example.com/status.',
    })
  }
  if (publicUrl === undefined || url.origin !== app.origin || url.href.startsWith(publicUrl)) return url.href
  return publicUrl + url.href.slice(url.origin.length)
}
