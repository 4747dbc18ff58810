/** The value of a header: numbers are written in digits, a list is one header a value. */
export type HeaderValue = string | number | readonly (string | number)[]

/** What a `Twilio.Response` holds. */
export interface ResponseState {
  readonly statusCode: number
  readonly body: unknown
  readonly headers: ReadonlyMap<string, readonly string[]>
}

interface ResponseOptions {
  readonly statusCode?: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, HeaderValue>>
}

const cookieHeader = 'set-cookie'

/** `Twilio.Response`: an answer with status, headers, cookies and body. Every method returns the response itself. */
export class TwilioResponse {
  #statusCode = 200
  #body: unknown = undefined
  /** By name in lower case. */
  #headers = new Map<string, readonly string[]>()

  constructor({ statusCode, body, headers }: ResponseOptions = {}) {
    if (statusCode !== undefined) this.#statusCode = statusCode
    if (body !== undefined) this.#body = body
    if (headers !== undefined) this.setHeaders(headers)
  }

  setStatusCode(statusCode: number): this {
    this.#statusCode = statusCode
    return this
  }

  /** A string, a Buffer, or an object that is sent as JSON. */
  setBody(body: unknown): this {
    this.#body = body
    return this
  }

  /** Replaces all headers. */
  setHeaders(headers: Readonly<Record<string, HeaderValue>>): this {
    if (typeof headers !== 'object') return this
    this.#headers = new Map()
    for (const [name, value] of Object.entries(headers)) this.appendHeader(name, value)
    return this
  }

  /** Adds a value to those that the header has. */
  appendHeader(name: string, value: HeaderValue): this {
    if (typeof value === 'object' && !Array.isArray(value))
      throw new Error('Header value cannot be an object')
    const key = name.toLowerCase()
    this.#headers.set(key, [...(this.#headers.get(key) ?? []), ...[value].flat().map(String)])
    return this
  }

  setCookie(name: string, value: string, attributes: readonly string[] = []): this {
    return this.appendHeader(cookieHeader, [`${name}=${value}`, ...attributes].join(';'))
  }

  /** Makes the client forget a cookie. */
  removeCookie(name: string): this {
    const others = (this.#headers.get(cookieHeader) ?? []).filter((each) => !each.startsWith(`${name}=`))
    this.#headers.set(cookieHeader, [...others, `${name}=;Max-Age=0`])
    return this
  }

  /** What a response holds; undefined for any other value. */
  static stateOf(value: unknown): ResponseState | undefined {
    if (!(value instanceof TwilioResponse)) return undefined
    return { statusCode: value.#statusCode, body: value.#body, headers: value.#headers }
  }
}
