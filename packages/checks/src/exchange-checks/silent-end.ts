import { direction, parameter, valueOf, type WebhookKind } from '@ringback/catalog'
import { documentOf } from '../document-of.ts'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'

const answersToInput: ReadonlySet<WebhookKind> = new Set(['gather.action'])

/** An answer to a key or to speech that has no verb: the call ends without a word, as if the line had failed. */
export const silentEnd: Check = {
  name: 'silent-end',
  title: "A call does not end in silence after the caller's choice.",
  judge(exchange) {
    const { kind } = exchange
    if (kind === null || roleOf(exchange) !== 'document' || !answersToInput.has(kind)) return []
    const document = documentOf(exchange)
    if (document === null || document.root.children.length > 0) return []
    const parameters = sentParameters(exchange)
    // To somebody who is dialled, an empty answer connects the call.
    if (valueOf(parameters, parameter.Direction) === direction.outboundDial) return []
    const input = valueOf(parameters, parameter.Digits) ?? valueOf(parameters, parameter.SpeechResult)
    if (input === undefined || input === '') return []
    return [
      {
        code: 'silent-end',
        severity: 'warning',
        message: "The answer to the caller's choice is an empty document: the call ends in silence.",
      },
    ]
  },
}
