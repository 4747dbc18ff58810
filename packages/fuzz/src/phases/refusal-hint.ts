import { encodeForm, type Parameters } from '@ringback/catalog'
import type { ProbeRequest } from '@ringback/checks'
import type { SendRequest } from '../send/sent.ts'

/** A correctly signed request that lacks one thing which signature checks get wrong. */
interface Attempt {
  /** What the request lacks, to be read after "accepts". */
  readonly accepts: string
  /** What the app gets wrong when it accepts that. */
  readonly hint: string
  readonly change: (request: ProbeRequest) => ProbeRequest
}

const plainWord = /^[A-Za-z0-9]*$/

const attempts: readonly Attempt[] = [
  {
    accepts: 'the same parameters sorted by name',
    hint: 'It signs the parameters in the order in which they arrive: sort them by name first.',
    change: (request) => ({ ...request, parameters: sorted(request.parameters) }),
  },
  {
    accepts: 'the same URL without its query',
    hint: 'It leaves the query out of the URL that it signs: take the whole URL, as Twilio requests it.',
    change: (request) => ({ ...request, url: request.url.replace(/\?[^#]*/, '') }),
  },
  {
    accepts: 'the same request without the parameters that have more than letters and digits in them',
    hint: 'It reads characters such as + and spaces differently: decode the body as a form before it is signed.',
    change: (request) => ({
      ...request,
      parameters: request.parameters.filter(([, value]) => plainWord.test(value)),
    }),
  },
  {
    accepts: 'the same request without parameters',
    hint: 'It leaves the parameters out of what it signs, or does not read the body: they follow the URL, each name with its value.',
    change: (request) => ({ ...request, parameters: [] }),
  },
]

/**
 * What a signature check that refuses a right signature gets wrong: parameters, their order, the query or characters. Sends one
 * request for each of them; undefined when all are refused.
 */
export async function refusalHint(request: ProbeRequest, send: SendRequest): Promise<string | undefined> {
  for (const { accepts, hint, change } of attempts) {
    const changed = change(request)
    if (isSame(changed, request)) continue
    const { response } = await send(changed)
    if (response !== null && response.status < 400) return `It accepts ${accepts}. ${hint}`
  }
  return undefined
}

function isSame(one: ProbeRequest, other: ProbeRequest): boolean {
  return one.url === other.url && encodeForm(one.parameters) === encodeForm(other.parameters)
}

/** By name, in the order of UTF-16 code units, as Twilio sorts them. */
function sorted(parameters: Parameters): Parameters {
  return parameters.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
}
