import { constantFrom, integer, oneof, tuple, type Arbitrary } from 'fast-check'
import { parameter, type ParameterRow, type Parameters, kindRow, sidPrefix } from '@ringback/catalog'
import { fromForms } from '../forms/form-arbitrary.ts'
import type { GeneratedWebhook } from '../generated-webhook.ts'
import { hexOf } from '../forms/detail-seed.ts'
import { isRequired } from '../kind/kind-shape.ts'
import { webhook } from '../webhook.ts'
import type { WebhookOptions } from '../webhook-options.ts'
import { injections } from './injections.ts'
import { brokenEncodings } from './broken-encodings.ts'

/** What is wrong with a hostile webhook. */
export type Hostility =
  | 'injection'
  | 'very-long'
  | 'control-characters'
  | 'repeated'
  | 'wrong-type'
  | 'broken-encoding'
  | 'missing'

/** A webhook that Twilio would not send. */
export interface HostileWebhook extends GeneratedWebhook {
  readonly hostility: Hostility
  /** The name of the hostile parameter. */
  readonly parameter: string
  /** The form to send, where encoding the parameters would not give it; else undefined. */
  readonly form: string | undefined
}

/**
 * Webhooks that Twilio does not send: each is a plain one with one hostile parameter. They show what an app does with input
 * that it should not trust. Twilio's own edge cases come from `webhook`.
 */
export function hostileWebhook(
  options: Pick<WebhookOptions, 'kind' | 'method' | 'call'> = {},
): Arbitrary<HostileWebhook> {
  return webhook({ ...options, edgeCases: 0 }).chain((plain) => oneof(...hostilitiesOf(withSomething(plain))))
}

// A webhook without parameters gets one that can be made hostile.
function withSomething(plain: GeneratedWebhook): GeneratedWebhook {
  if (plain.parameters.length > 0) return plain
  return { ...plain, parameters: [[parameter.AccountSid, sidPrefix.account + hexOf(0, 32)]] }
}

function hostilitiesOf(
  plain: GeneratedWebhook,
): readonly [Arbitrary<HostileWebhook>, ...Arbitrary<HostileWebhook>[]] {
  const { parameters: rows } = kindRow(plain.kind)
  const present = plain.parameters.map(([name]) => name)
  const free = rows.filter(isFreeText).map(({ name }) => name)
  const texts =
    free.length === 0 ? constantFrom(...present) : oneof(constantFrom(...free), constantFrom(...present))
  const required = rows.filter((row) => isRequired(row) && present.includes(row.name)).map(({ name }) => name)
  const set = (
    hostility: Hostility,
    names: Arbitrary<string>,
    values: Arbitrary<string>,
  ): Arbitrary<HostileWebhook> =>
    tuple(names, values).map(([name, value]) =>
      hostile(plain, hostility, name, withValue(plain.parameters, name, value)),
    )
  const missing = required.length === 0 ? present : required
  return [
    set('injection', texts, fromForms(injections)),
    set(
      'very-long',
      texts,
      integer({ min: 4097, max: 100_000 }).map((length) => 'A'.repeat(length)),
    ),
    set(
      'control-characters',
      texts,
      constantFrom('\0', 'a\u0007b', '\u001b[2J', '\u202e', '\ufeff', '\ud800', 'x\r\ny'),
    ),
    tuple(constantFrom(...present), constantFrom('', 'second', '+14155550199')).map(([name, value]) =>
      hostile(plain, 'repeated', name, [...plain.parameters, [name, value]]),
    ),
    set(
      'wrong-type',
      constantFrom(...present),
      constantFrom('', '-1', '1e999', 'NaN', 'null', 'undefined', 'true', '[]', '{}', '٣'),
    ),
    tuple(constantFrom(...present), brokenEncodings).map(([name, broken]) => ({
      ...hostile(plain, 'broken-encoding', name, plain.parameters),
      form: broken(plain, name),
    })),
    constantFrom(...missing).map((name) =>
      hostile(
        plain,
        'missing',
        name,
        plain.parameters.filter(([each]) => each !== name),
      ),
    ),
  ]
}

const spoken: ReadonlySet<string> = new Set([
  parameter.CallerName,
  parameter.SpeechResult,
  parameter.TranscriptionText,
])

function isFreeText({ name, grammar, presence }: ParameterRow): boolean {
  return presence !== 'dynamic' && (grammar === 'text' || spoken.has(name))
}

function hostile(
  plain: GeneratedWebhook,
  hostility: Hostility,
  name: string,
  parameters: Parameters,
): HostileWebhook {
  return { ...plain, parameters, hostility, parameter: name, form: undefined }
}

function withValue(parameters: Parameters, name: string, value: string): Parameters {
  if (!parameters.some(([each]) => each === name)) return [...parameters, [name, value]]
  return parameters.map(([each, before]) => [each, each === name ? value : before] as const)
}
