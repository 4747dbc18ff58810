import { RingbackError } from '@ringback/common'
import { explain } from '@ringback/signature'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** Variants of the request that are tried: a fraction of a second. */
const mostVariants = 20_000

const mostCauses = 5
const longestText = 1200

/** Why a signature does not match. */
export const explainSignature: Tool = defineTool({
  name: 'explain_signature',
  title: 'Explain why a signature does not match',
  description:
    'Checks the X-Twilio-Signature of a request with the auth token that the server was started with. Where it does not match, finds what Twilio signed instead: another URL (scheme, host, port, path, query behind a proxy), changed parameters, another account; and what to change in the app. It computes no signatures, and shows no token.',
  acts: false,
  input: v.strictObject({
    url: v.pipe(
      v.string(),
      v.maxLength(4000),
      v.description('The URL that the app checked, query string included'),
    ),
    method: v.optional(v.picklist(['GET', 'POST']), 'POST'),
    signature: v.pipe(v.string(), v.maxLength(200), v.description('The value of X-Twilio-Signature')),
    parameters: v.optional(
      v.pipe(
        v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(10_000))),
        v.description('The parameters of the form that the app checked with; or pass body'),
      ),
    ),
    body: v.optional(
      v.pipe(v.string(), v.maxLength(100_000), v.description('The raw body, which tells more')),
    ),
    contentType: v.optional(v.pipe(v.string(), v.maxLength(200))),
    host: v.optional(
      v.pipe(v.string(), v.maxLength(300), v.description('A public host that Twilio may have requested')),
    ),
  }),
  output: v.strictObject({
    verdict: v.pipe(
      v.picklist(['valid', 'explained', 'not explained']),
      v.description('explained: the causes below are certain, since a signature matched'),
    ),
    signedUrl: v.pipe(v.nullable(v.string()), v.description('The URL that Twilio signed')),
    causes: v.array(
      v.strictObject({
        code: v.string(),
        message: v.string(),
        change: v.string(),
        express: v.string(),
        fastify: v.string(),
        hono: v.string(),
        nextjs: v.string(),
      }),
    ),
    hints: v.array(v.string()),
    tried: v.pipe(v.number(), v.description('Variants of the request that were tried')),
  }),
  async run({ url, method, signature, parameters, body, contentType, host }, { options: { authToken } }) {
    if (authToken === undefined) {
      throw new RingbackError(
        'no-auth-token',
        'The server has no auth token, so no signature can be checked.',
        {
          remedy:
            'A person can set TWILIO_AUTH_TOKEN in the settings of the server. Never ask for the token itself.',
        },
      )
    }
    const request = {
      url,
      method,
      signature,
      authToken,
      ...(parameters !== undefined && { parameters }),
      ...(body !== undefined && { body }),
      ...(contentType !== undefined && { contentType }),
    }
    const explanation = explain({
      ...request,
      limit: mostVariants,
      ...(host !== undefined && { candidates: { hosts: [host] } }),
    })
    if (!explanation.found) {
      const hints = explanation.hints.map(({ message }) => cutText(message, longestText))
      return {
        verdict: 'not explained' as const,
        signedUrl: null,
        causes: [],
        hints,
        tried: explanation.tried,
      }
    }
    const { causes, signedUrl, tried } = explanation
    return {
      verdict: causes.length === 0 ? ('valid' as const) : ('explained' as const),
      signedUrl: cutText(signedUrl, longestText),
      causes: causes.slice(0, mostCauses).map(({ code, message, change, fixes }) => ({
        code,
        message: cutText(message, longestText),
        change: cutText(change, longestText),
        express: cutText(fixes.express, longestText),
        fastify: cutText(fixes.fastify, longestText),
        hono: cutText(fixes.hono, longestText),
        nextjs: cutText(fixes.nextjs, longestText),
      })),
      hints: [],
      tried,
    }
  },
})
