import { legacyQuery } from './legacy-query.ts'
import { defaultPort, joinUrl, splitUrl, withoutFragment, type UrlParts } from './split-url.ts'

/**
 * The forms of a URL that Twilio's SDKs try, likeliest first, each once: as given, without its port, with the
 * default port, without userinfo (which Twilio's documentation says is not signed), and the same after `new URL()`
 * and Node's `querystring` have normalised it (which the node SDK tries last).
 */
export function* urlForms(url: string): Generator<string> {
  const asGiven = withoutFragment(url)
  yield asGiven
  const seen = new Set([asGiven])
  for (const form of otherForms(url)) {
    if (seen.has(form)) continue
    seen.add(form)
    yield form
  }
}

function* otherForms(url: string): Generator<string> {
  const given = splitUrl(url)
  if (given === null) return
  const bare = { ...given, fragment: '' }
  yield* portForms(bare)
  yield* portForms({ ...bare, userinfo: '' })
  if (given.fragment !== '') yield* portForms(given)
  if (!URL.canParse(url)) return
  const normal = splitUrl(withoutFragment(new URL(url).href))
  if (normal === null) return
  yield* portForms(normal)
  if (normal.query.length < 2) return
  yield* portForms({ ...normal, query: `?${legacyQuery(normal.query.slice(1))}` })
}

function* portForms(parts: UrlParts): Generator<string> {
  yield joinUrl({ ...parts, port: '' })
  yield joinUrl({ ...parts, port: parts.port === '' ? defaultPort(parts.scheme) : parts.port })
}
