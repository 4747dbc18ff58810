import { isWebhookKind, type WebhookKind } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import type { RingbackConfig } from '../../config/config.ts'
import { unknownKind } from '../../input/webhook-kind.ts'

/** Which of the calls are recorded. */
interface Selection {
  /** The share of the calls, from 0 to 1. */
  readonly sample: number
  /** Undefined: webhooks of every kind. */
  readonly only: readonly WebhookKind[] | undefined
}

/** Which calls and kinds are recorded. Throws a `RingbackError` that names every kind that there is not. */
export function selectionOf(
  { sample, only }: { readonly sample?: number | undefined; readonly only?: readonly string[] | undefined },
  config: RingbackConfig,
): Selection {
  return { sample: sample ?? config.sample ?? 1, only: only === undefined ? config.only : kindsIn(only) }
}

function kindsIn(names: readonly string[]): readonly WebhookKind[] {
  const unknown = names.filter((name) => !isWebhookKind(name))
  if (unknown.length > 0) {
    throw new RingbackError(
      'unknown-kind',
      unknown.map((name) => `--only: ${unknownKind(name)}`).join('\n'),
      {
        remedy: 'List the webhook kinds: ringback catalog',
      },
    )
  }
  return names.filter((name) => isWebhookKind(name))
}
