import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { kindRow, type ParameterRecord, type WebhookKind } from '@ringback/catalog'

const folder = join(import.meta.dirname, '../../../../fixtures/webhooks')

/** A webhook as it was captured, and the path of the receptionist that answers its kind. */
export interface CapturedWebhook {
  readonly id: string
  readonly kind: WebhookKind
  readonly method: 'GET' | 'POST'
  readonly parameters: ParameterRecord
  readonly path: string
}

/** Every captured webhook of `fixtures/webhooks`. */
export function capturedWebhooks(): readonly CapturedWebhook[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      // The files were written and are checked by the fixture tests.
      const webhook = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<CapturedWebhook, 'path'>
      return { ...webhook, path: pathFor(webhook.kind) }
    })
}

const paths: Partial<Record<WebhookKind, string>> = {
  'gather.action': '/voice/menu',
  'dial.action': '/voice/sales-ended',
  'record.action': '/voice/message',
  'enqueue.wait-url': '/voice/queue-wait',
  'enqueue.action': '/voice/queue-left',
  'voice.fallback': '/voice/fallback',
}

function pathFor(kind: WebhookKind): string {
  const row = kindRow(kind)
  if (row.family === 'recording') return '/recording-status'
  return paths[kind] ?? (row.synchronous ? '/voice' : '/status')
}
