import { Buffer } from 'node:buffer'

/** Answers a request to Twilio's REST API. */
export type TwilioApiHandler = (request: Request) => Response | Promise<Response>

/** A request as Twilio's SDK hands it to its HTTP client. */
interface SdkRequest {
  readonly method: string
  readonly uri: string
  readonly username?: string
  readonly password?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, unknown>>
  readonly data?: Readonly<Record<string, unknown>> | string
}

interface SdkResponse {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** The HTTP client of Twilio's SDK, in front of a handler in place of the network. */
export interface SdkHttpClient {
  readonly request: (request: SdkRequest) => Promise<SdkResponse>
}

/** The HTTP client of Twilio's SDK that asks `api`; without one it refuses every request, and sends nothing. */
export function sdkHttpClient(api: TwilioApiHandler | undefined): SdkHttpClient {
  return {
    async request(given) {
      const request = requestOf(given)
      if (api === undefined) {
        throw new Error(
          `${request.method} ${request.url} was not sent: Functions that run in ringback do not reach Twilio. ` +
            'Pass loadFunctions a twilioApi that answers.',
        )
      }
      const response = await api(request)
      return {
        statusCode: response.status,
        body: await response.text(),
        headers: Object.fromEntries(response.headers),
      }
    },
  }
}

function requestOf({ method, uri, username, password, headers, params, data }: SdkRequest): Request {
  const url = new URL(uri)
  for (const [name, value] of pairsOf(params ?? {})) url.searchParams.append(name, value)
  const sent = new Headers(headers)
  if (username !== undefined && !sent.has('authorization')) {
    sent.set('authorization', `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}`)
  }
  const upper = method.toUpperCase()
  const hasBody = upper !== 'GET' && upper !== 'HEAD' && data !== undefined
  return new Request(url, { method: upper, headers: sent, body: hasBody ? bodyOf(data, sent) : null })
}

function bodyOf(data: NonNullable<SdkRequest['data']>, headers: Headers): string {
  if (typeof data === 'string') return data
  if (headers.get('content-type')?.includes('json') === true) return JSON.stringify(data)
  return new URLSearchParams(pairsOf(data)).toString()
}

/** The SDK gives a list for a parameter that is repeated. */
function pairsOf(values: Readonly<Record<string, unknown>>): [string, string][] {
  // A parameter of the SDK is a text, a number, a flag, or a list of these.
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null
      ? []
      : [value].flat().map((each): [string, string] => [name, `${each as string | number | boolean}`]),
  )
}
