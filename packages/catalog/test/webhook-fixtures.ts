import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { WebhookKind } from '@ringback/catalog'

/** A captured webhook, as a file of fixtures/webhooks has it. */
export interface WebhookFixture {
  readonly id: string
  readonly kind: WebhookKind
  readonly captured: 'likely' | 'unlikely'
  readonly method: 'GET' | 'POST'
  readonly parameters: Readonly<Record<string, string>>
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly customParameters?: readonly string[]
}

const folder = join(import.meta.dirname, '../../../fixtures/webhooks')

/** All of them, by id. */
export const webhookFixtures: readonly WebhookFixture[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .toSorted()
  .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as WebhookFixture)
