import { constantFrom, type Arbitrary } from 'fast-check'
import { encodeForm } from '@ringback/catalog'
import type { GeneratedWebhook } from '../generated-webhook.ts'

/** Makes the form of a webhook whose encoding is broken at one parameter. */
export type BreakForm = (webhook: GeneratedWebhook, name: string) => string

/** Forms that no encoder writes: invalid escapes, bytes that are not UTF-8, names without a value. */
export const brokenEncodings: Arbitrary<BreakForm> = constantFrom(
  endingIn('%'),
  endingIn('%zz'),
  endingIn('%E0%A4'),
  endingIn('%FF%FE'),
  endingIn('%C0%80'),
  endingIn('%u0041'),
  (webhook, name) => `${encodeForm(webhook.parameters, webhook.style)}&${name}`,
  (webhook, name) => `&&${encodeForm(webhook.parameters, webhook.style)}&=&${name}==`,
  (webhook) => encodeForm(webhook.parameters, webhook.style).replaceAll('&', ';'),
)

function endingIn(bytes: string): BreakForm {
  return ({ parameters, style }, name) =>
    parameters.map((pair) => encodeForm([pair], style) + (pair[0] === name ? bytes : '')).join('&')
}
