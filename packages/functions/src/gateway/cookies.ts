/** The cookies of a Cookie header, by name; the first of a name counts. */
export function cookiesOf(header: string): Readonly<Record<string, string>> {
  const cookies = new Map<string, string>()
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && !cookies.has(name)) cookies.set(name, decoded(pair.slice(at + 1).trim()))
  }
  return Object.fromEntries(cookies)
}

function decoded(value: string): string {
  const bare = value.replace(/^"(.*)"$/, '$1')
  try {
    return decodeURIComponent(bare)
  } catch {
    return bare
  }
}

const daySeconds = 24 * 60 * 60

/**
 * A cookie as Twilio sends it: without a Domain, and with HttpOnly and Secure. Null where Twilio refuses it, because it lives
 * longer than a day. Source: Twilio's page on the limitations of headers and cookies.
 */
export function sentCookie(cookie: string, now: number): string | null {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim())
  const kept = attributes.filter((each) => each !== '' && nameOf(each) !== 'domain')
  const valueOf = (name: string): string | undefined =>
    kept.find((each) => nameOf(each) === name)?.replace(/^[^=]*=?/, '')
  const maxAge = valueOf('max-age')
  const expires = valueOf('expires')
  const seconds =
    maxAge !== undefined ? Number(maxAge) : expires === undefined ? 0 : (Date.parse(expires) - now) / 1000
  if (seconds > daySeconds) return null
  const added = ['HttpOnly', 'Secure'].filter((each) => valueOf(each.toLowerCase()) === undefined)
  return [pair, ...kept, ...added].join('; ')
}

function nameOf(attribute: string): string {
  return attribute.replace(/=.*$/s, '').trim().toLowerCase()
}
