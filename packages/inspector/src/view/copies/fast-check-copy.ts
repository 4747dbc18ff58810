import { webhookOf } from '@ringback/arbitraries'
import { decodeForm, encodingStyle, type WebhookKind } from '@ringback/catalog'
import { parametersOf, type Exchange } from '@ringback/recording'
import type { Copyable } from '../../model/call-view.ts'
import { appIn, literal, tokenInCode, type CopyOptions } from './copy-options.ts'

/** A property of the app that generated webhooks have to keep, with a recorded one as its first example. */
export function fastCheckCopy(exchange: Exchange, options: CopyOptions): Copyable {
  const { kind, request } = exchange
  const { method, url, body } = request
  if (kind === null) return { reason: 'the webhook kind is unknown, so nothing can be generated beside it' }
  if (method !== 'GET' && method !== 'POST')
    return { reason: `Twilio does not use the method ${literal(method)}` }
  if (!URL.canParse(url)) return { reason: 'its URL is not an http URL' }
  if (body.truncatedAt !== undefined || !('text' in body)) {
    return { reason: 'its body was cut off when it was recorded, or is binary' }
  }
  const parameters = parametersOf(request)
  const isInQuery = body.text === ''
  const target = isInQuery && method === 'GET' ? url.replace(/[?#].*$/s, '') : url
  const style = body.text === '' ? encodingStyle(kind) : decodeForm(body.text).style
  const lines = [
    `import { fc, webhookOf } from 'ringback/arbitraries'`,
    `import { createTwilioClient } from 'ringback/phone'`,
    `import { expect, test } from 'vitest'`,
    ``,
    `const client = createTwilioClient({`,
    `  app: ${literal(appIn(options))},`,
    `  publicUrl: ${literal(new URL(url).origin)},`,
    `  authToken: ${tokenInCode},`,
    `})`,
    ``,
    `test(${literal(`${kind} gets an answer that Twilio can use`)}, async () => {`,
    `  await fc.assert(`,
    `    fc.asyncProperty(${webhooksOf(kind, method)}, async (webhook) => {`,
    `      const { problem } = await client.send({ ...webhook, url: ${literal(target)} })`,
    `      expect(problem).toBeNull()`,
    `    }),`,
    `    {`,
    `      numRuns: 50,`,
    `      examples: [`,
    `        [`,
    `          {`,
    `            kind: ${literal(kind)},`,
    `            method: ${literal(method)},`,
    `            style: ${literal(style)},`,
    `            oddities: [],`,
    `            parameters: [`,
    ...parameters.map(([name, value]) => `              [${literal(name)}, ${literal(value)}],`),
    `            ],`,
    `          },`,
    `        ],`,
    `      ],`,
    `    },`,
    `  )`,
    `})`,
    ``,
  ]
  return { text: lines.join('\n'), note: 'needs the packages ringback, vitest and fast-check' }
}

/** The arbitrary of a kind, with the recorded method where Twilio uses it for the kind. */
function webhooksOf(kind: WebhookKind, method: 'GET' | 'POST'): string {
  try {
    webhookOf(kind, { method })
    return `webhookOf(${literal(kind)}, { method: ${literal(method)} })`
  } catch {
    return `webhookOf(${literal(kind)})`
  }
}
