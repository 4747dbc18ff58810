import { parameter, sidPrefix, valueOf } from '@ringback/catalog'
import { sign } from '@ringback/signature'
import { failureIn, isAnswered } from '../is-answered.ts'
import type { Probe, ProbeContext, ProbedExchange, ProbeFinding, ProbeRequest } from '../probe.ts'
import { isLetIn } from './is-let-in.ts'
import { inFreshCall, withParameter } from './requests.ts'

/** A request that Twilio did not sign. */
interface Forgery {
  /** To be read after "The app accepts a request". */
  readonly name: string
  readonly request: ProbeRequest
}

/** Keys of HMAC are filled up with zero bytes, so this token signs as an empty one does. */
const emptyToken = '\0'
const mostOtherUrls = 8

/**
 * A signature that is missing, invented, or right for something else, and accepted all the same. A stranger who knows
 * the URL can place calls, read what callers are told, and fake their status.
 */
export const signatureEnforced: Probe = {
  name: 'signature',
  title: 'The app accepts only requests that Twilio has signed.',
  area: 'security',
  appliesTo: () => true,
  async run(plain, context) {
    const genuine = inFreshCall(plain, context)
    const answer = await context.send(genuine)
    if (!isAnswered(answer)) return []
    const accepted: Forgery[] = []
    const failing: (Forgery & { readonly failure: string })[] = []
    for (const forgery of forgeriesOf(genuine, context)) {
      const exchange = await context.send(forgery.request)
      if (isLetIn(exchange, answer)) accepted.push(forgery)
      else if (isFailure(exchange)) failing.push({ ...forgery, failure: failureIn(exchange) })
    }
    const [first] = failing
    return [
      ...findingOf(accepted, genuine),
      ...(first === undefined || accepted.length > 0
        ? []
        : [
            {
              code: 'forged-signature-fails',
              severity: 'warning',
              cause: first.name,
              message: `The app fails at a request ${first.name}: ${first.failure}. Anyone can fill its error log; answer 403.`,
              requests: [genuine, first.request],
            } as const,
          ]),
    ]
  },
}

function findingOf(accepted: readonly Forgery[], genuine: ProbeRequest): readonly ProbeFinding[] {
  const [first] = accepted
  if (first === undefined) return []
  const names = [...new Set(accepted.map(({ name }) => name))]
  const shown = names.slice(0, 4).join(', ') + (names.length > 4 ? `, and ${names.length - 4} more` : '')
  return [
    {
      code: 'signature-not-enforced',
      severity: 'error',
      cause: first.name,
      message: `The app accepts a request ${shown}. Anyone who knows the URL can send requests as Twilio. Answer 403.`,
      requests: [genuine, first.request],
    },
  ]
}

/** The app broke down: no whole answer, or a status that says so. */
function isFailure({ response }: ProbedExchange): boolean {
  return response === null || response.status >= 500
}

function forgeriesOf(genuine: ProbeRequest, context: ProbeContext): readonly Forgery[] {
  const { url, method, parameters } = genuine
  const { authToken, otherUrls, freshSid } = context
  const signed = (by: { url?: string; token?: string; bare?: boolean }): string =>
    sign({
      url: by.url ?? url,
      authToken: by.token ?? authToken,
      parameters: by.bare === true || method === 'GET' ? [] : parameters,
    })
  const right = signed({})
  const bare = url.replace(/\?.*$/s, '')
  const forged = (name: string, signature: string | null, change: Partial<ProbeRequest> = {}): Forgery => ({
    name,
    request: { ...genuine, signature, ...change },
  })
  const otherAccount = withParameter(parameters, parameter.AccountSid, freshSid(sidPrefix.account))
  const general = [
    forged('without a signature', null),
    forged('with an empty signature', ''),
    forged('with an invented signature', wrong(right, 0)),
    forged('with the beginning of the right signature', right.slice(0, 8)),
    forged('whose signature is longer than a right one', `${right}${right}`),
    forged('whose signature is no Base64', '%%%?'),
    forged('whose signature is right in its first characters only', wrong(right, 8)),
    forged('with the AccountSid of another account and an invented signature', wrong(right, 0), {
      parameters: otherAccount,
    }),
  ]
  // The query of a GET holds the parameters as well, so that these signatures would be wrong in any case.
  if (method === 'GET') return general
  const from = valueOf(parameters, parameter.From)
  return [
    ...general,
    forged('signed with another auth token', signed({ token: `${authToken}0` })),
    forged('signed with an empty auth token', signed({ token: emptyToken })),
    ...(parameters.length > 0
      ? [forged('whose signature leaves the parameters out', signed({ bare: true }))]
      : []),
    ...(from === undefined
      ? []
      : [
          forged('with the signature of other parameters', right, {
            parameters: withParameter(parameters, parameter.From, otherNumber(from)),
          }),
        ]),
    ...(bare === url ? [] : [forged('whose signature leaves the query string out', signed({ url: bare }))]),
    forged('with the signature of another URL', signed({ url: `${bare}/ringback-probe` })),
    ...otherUrls
      .filter((other) => other !== url)
      .slice(0, mostOtherUrls)
      .map((other) => forged('with the signature of another URL of the app', signed({ url: other }))),
    forged('without a signature, as GET', null, { method: 'GET' }),
  ]
}

/** A signature that is right in its first characters and wrong in all others. */
function wrong(signature: string, rightCharacters: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return Array.from(signature)
    .map((character, at) => {
      const place = letters.indexOf(character)
      if (at < rightCharacters || place === -1) return character
      return letters[(place + 4) % letters.length] ?? character
    })
    .join('')
}

function otherNumber(from: string): string {
  return from === '+14155550101' ? '+14155550102' : '+14155550101'
}
