import { refused, Refused } from './answer.ts'

/** Who may use the account. */
export interface Credentials {
  readonly accountSid: string
  readonly authToken: string
  /** Secrets by the SID of their API key. */
  readonly apiKeys: Readonly<Record<string, string>>
}

/** Throws Twilio's 401 unless the request carries the account's credentials, or those of one of its API keys. */
export function authenticate(request: Request, credentials: Credentials): void {
  const encoded = /^basic +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
  const text = encoded === undefined ? undefined : decoded(encoded)
  const colon = text?.indexOf(':') ?? -1
  const user = text?.slice(0, Math.max(colon, 0))
  const password = text?.slice(colon + 1)
  const isAccount = user === credentials.accountSid && password === credentials.authToken
  const isKey =
    user !== undefined && Object.hasOwn(credentials.apiKeys, user) && credentials.apiKeys[user] === password
  if (colon > 0 && (isAccount || isKey)) return
  const { answer } = refused('credentials')
  throw new Refused({ ...answer, headers: { 'www-authenticate': 'Basic realm="Twilio API"' } })
}

function decoded(base64: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)))
  } catch {
    return undefined
  }
}
