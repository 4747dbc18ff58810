import type { SignatureCause } from '@ringback/recording'
import type { ObservedExchange } from '@ringback/redaction/node'
import { headerPairs } from '@ringback/common'
import { rawValueOf } from '../../forward/raw-headers.ts'
import { pathClass } from '../../path-class.ts'
import { upstreamTarget } from '../../serve/upstream-target.ts'
import type { Settings } from '../../settings.ts'
import { tokensFor, type SignedRequest } from '../judge.ts'
import { createDiagnosis } from './create-diagnosis.ts'
import { mismatchCause } from './mismatch-cause.ts'
import { refusalCause } from './refusal-cause.ts'

/** Finds out, after the answer, why signatures do not match and why apps refuse those that do; bounded in number and work. */
export interface SignatureDiagnosis {
  /** Of an exchange that passed; `upstream`: the URL of the app that it went to. */
  ofExchange(exchange: ObservedExchange, upstream: URL): SignatureCause | undefined
  /** Of a request whose signature does not match. */
  ofMismatch(request: SignedRequest): SignatureCause | undefined
}

type Needs = Pick<Settings, 'authTokens' | 'clock' | 'knownUrls' | 'publicUrl'>

/** A diagnosis under the settings of a proxy. */
export function createSignatureDiagnosis(settings: Needs): SignatureDiagnosis {
  const { authTokens, clock, knownUrls, publicUrl } = settings
  const diagnosis = createDiagnosis(() => clock.tick())

  function partsOf(url: string): { readonly base: string; readonly target: string } | undefined {
    const base =
      publicUrl === undefined
        ? (/^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '')
        : `${publicUrl.origin}${publicUrl.pathname}`.replace(/\/$/, '')
    return URL.canParse(base) && url.startsWith(base) ? { base, target: url.slice(base.length) } : undefined
  }

  function ofMismatch(request: SignedRequest): SignatureCause | undefined {
    const checked = partsOf(request.url)
    if (checked === undefined) return undefined
    return diagnosis.of(`invalid ${pathClass(request.url)}`, () =>
      mismatchCause({
        request,
        checked,
        tokens: tokensFor(authTokens, request),
        knownUrls,
        hasPublicUrl: publicUrl !== undefined,
      }),
    )
  }

  function ofRefusal({ url, headers, answer }: ObservedExchange, upstream: URL): SignatureCause | undefined {
    const parts = partsOf(url)
    if (parts === undefined || answer === null) return undefined
    return diagnosis.of(`refused ${pathClass(url)}`, () =>
      refusalCause({
        url,
        target: upstreamTarget(upstream, parts.target),
        host: rawValueOf(headers, 'host') ?? upstream.host,
        appOrigin: upstream.origin,
        answer: {
          headers: headerPairs(answer.headers),
          body: Buffer.from(answer.body.bytes.subarray(0, answerBytes)).toString('latin1'),
        },
      }),
    )
  }

  return {
    ofMismatch,
    ofExchange(exchange, upstream) {
      const { signature, answer, method, url, headers, body } = exchange
      if (signature === 'invalid' && !body.truncated)
        return ofMismatch({ method, url, headers, body: Buffer.from(body.bytes) })
      return signature === 'valid' && answer?.status === refused ? ofRefusal(exchange, upstream) : undefined
    },
  }
}

const refused = 403
/** How much of an answer is looked at. */
const answerBytes = 1000
