import { decodeForm, isWebhookKind } from '@ringback/catalog'
import { forEachOf } from '../for-each.ts'
import type { Route } from '../routes/route.ts'
import { routeKey } from '../routes/route.ts'
import type { Run } from '../run.ts'
import { tryWebhook } from '../try-webhook.ts'

/** Sends the webhooks of the recordings that were given, to the same paths of the app. */
export async function recordingsPhase(run: Run): Promise<void> {
  const { recordings = [], voiceUrl } = run.options
  const base = run.options.publicUrl ?? voiceUrl
  await forEachOf(
    recordings.flatMap(({ exchanges }) => exchanges),
    run.options.concurrency ?? 8,
    async ({ kind, request, signature }) => {
      const { method, body } = request
      const isTwilios = signature === 'valid' || signature === 'unchecked'
      if (kind === null || !isWebhookKind(kind) || !isTwilios) return
      if (method !== 'POST' || !('text' in body) || body.truncatedAt !== undefined) return
      const target = URL.parse(request.url)
      const url = target === null ? null : URL.parse(target.pathname + target.search, base)
      if (url === null) return
      const route: Route = { kind, method, url: url.href, via: [], path: [], accepts: () => true }
      if (!run.routes.has(routeKey(route))) run.routes.set(routeKey(route), route)
      await tryWebhook(run, route, decodeForm(body.text).parameters)
    },
  )
}
