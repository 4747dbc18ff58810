import { decodeForm, isWebhookKind } from '@ringback/catalog'
import type { Exchange } from '@ringback/recording'
import { tryWebhook, type TryContext } from '../investigate/try-webhook.ts'
import type { FuzzSettings } from '../options/fuzz-settings.ts'
import { givenRoute } from '../routes/given-routes.ts'
import { forEachAtOnce } from '../send/for-each-at-once.ts'

interface RecordingsContext extends TryContext {
  readonly settings: Pick<FuzzSettings, 'recordings' | 'voiceUrl' | 'publicUrl' | 'concurrency' | 'call'>
}

/** Sends the webhooks of the recordings that were given, to the same paths of the app. */
export async function recordingsPhase(context: RecordingsContext): Promise<void> {
  const { recordings, voiceUrl, publicUrl, concurrency, call } = context.settings
  const exchanges = recordings.flatMap((recording) => recording.exchanges)
  await forEachAtOnce(exchanges, concurrency, async (exchange) => {
    const webhook = webhookIn(exchange, publicUrl ?? voiceUrl)
    if (webhook === undefined) return
    // What was recorded is sent as it was; what is generated for its page has the values of the run.
    const route = { ...webhook.route, call }
    context.routes.add(route)
    await tryWebhook(context, route, webhook.parameters)
  })
}

/** The webhook of an exchange, for the app below a base; undefined for what Twilio did not send, or not whole. */
function webhookIn({ kind, request, signature }: Exchange, base: string) {
  const { method, body } = request
  const isTwilios = signature === 'valid' || signature === 'unchecked'
  if (kind === null || !isWebhookKind(kind) || !isTwilios) return undefined
  if (method !== 'POST' || !('text' in body) || body.truncatedAt !== undefined) return undefined
  const target = URL.parse(request.url)
  const url = target === null ? null : URL.parse(target.pathname + target.search, base)
  if (url === null) return undefined
  return { route: givenRoute({ kind, method, url: url.href }), parameters: decodeForm(body.text).parameters }
}
