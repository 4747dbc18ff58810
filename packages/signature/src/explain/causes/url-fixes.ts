import type { UrlParts } from '../../url/split-url.ts'
import { joinUrl } from '../../url/split-url.ts'
import type { UrlCauseCode } from './cause-code.ts'
import type { Fixes } from '../model.ts'

/** Both URLs: the one that the app checked, the one that Twilio signed; and whether X-Forwarded-Proto tells it. */
export interface UrlStory {
  readonly checked: UrlParts
  readonly signed: UrlParts
  readonly protocolIsForwarded: boolean
}

/** The line that makes an app check the URL that Twilio signed. */
export function urlFixes(story: UrlStory, codes: readonly UrlCauseCode[]): Fixes {
  const general = validateLines(story)
  const isOnly = (code: UrlCauseCode): boolean => codes.every((each) => each === code)
  const { signed, protocolIsForwarded } = story
  if (isOnly('scheme'))
    return {
      ...general,
      express: protocolIsForwarded
        ? `app.set('trust proxy', true)`
        : `app.use(twilio.webhook({ protocol: ${quoted(signed.scheme.slice(0, -3))} }))`,
      fastify: protocolIsForwarded ? `const app = Fastify({ trustProxy: true })` : general.fastify,
    }
  if (codes.every((code) => code === 'scheme' || code === 'host' || code === 'port')) {
    const host = quoted(signed.host + signed.port)
    const protocol = quoted(signed.scheme.slice(0, -3))
    return { ...general, express: `app.use(twilio.webhook({ host: ${host}, protocol: ${protocol} }))` }
  }
  return general
}

function validateLines(story: UrlStory): Fixes {
  return {
    express: `const valid = twilio.validateRequest(authToken, req.get('X-Twilio-Signature'), ${expression(story, 'req.originalUrl')}, req.body)`,
    fastify: `const valid = twilio.validateRequest(authToken, request.headers['x-twilio-signature'], ${expression(story, 'request.originalUrl')}, request.body)`,
    hono: `const valid = twilio.validateRequest(authToken, c.req.header('X-Twilio-Signature'), ${expression(story, `c.req.url.slice(c.req.url.indexOf('/', 8))`)}, await c.req.parseBody({ all: true }))`,
    nextjs: `const valid = twilio.validateRequest(authToken, request.headers.get('X-Twilio-Signature'), ${expression(story, `request.url.slice(request.url.indexOf('/', 8))`)}, Object.fromEntries(await request.formData()))`,
  }
}

/** The public URL as an expression: a literal in front of the request's own path where that gives it, else whole. */
function expression({ checked, signed }: UrlStory, path: string): string {
  const url = joinUrl(signed)
  const target = checked.path + checked.query
  if (target.startsWith('/') && url.endsWith(target))
    return `${quoted(url.slice(0, -target.length))} + ${path}`
  return quoted(url)
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
}
