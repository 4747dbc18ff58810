import { kindRow, parameter, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import { memoized } from '@ringback/common'
import { element, noun, trimmedText, verb, type TwimlDocument } from '@ringback/twiml'
import { documentOf } from '../document-of.ts'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'
import { elementsOf } from '../elements-of.ts'

/** A number that costs money: not an extension. */
const shortestNumber = 7

/** Callers of these kinds choose `To` themselves: no carrier has routed the call. */
const kindsWithFreeTo: ReadonlySet<WebhookKind> = new Set([
  'voice.incoming-client-app',
  'voice.incoming-sip-domain',
])

/** What the caller keys in, and whom the caller's own exchange says the call was forwarded by. */
const callersOwn: ReadonlySet<string> = new Set([parameter.Digits, parameter.ForwardedFrom])

/**
 * A number that is dialled because the caller said so: in `To` of a browser or SIP call, in the keys pressed, in a
 * SIP header, in a parameter of the client's own. The caller notices nothing; the account pays for calls to any number
 * that a stranger chooses.
 */
export const tollFraud: Check = {
  name: 'toll-fraud',
  title: 'The caller cannot choose the number that is dialled.',
  judge(exchange) {
    const { kind } = exchange
    if (kind === null || roleOf(exchange) !== 'document') return []
    const document = documentOf(exchange)
    if (document === null) return []
    const dialled = dialledNumbers(document)
    if (dialled.length === 0) return []
    const chosen = chosenNumbers(kind, sentParameters(exchange))
    const found = chosen.find(({ digits }) => dialled.some((number) => number.endsWith(digits)))
    if (found === undefined) return []
    return [
      {
        code: 'toll-fraud',
        severity: 'error',
        message: `The app dials the number that the caller gave in ${found.name}. Anyone can make calls at the account's expense. Check the number against a list.`,
        parameter: found.name,
      },
    ]
  },
}

/** The digits of every telephone number that a document dials. */
export const dialledNumbers: (document: TwimlDocument) => readonly string[] = memoized((document) =>
  [...elementsOf(document)]
    .filter(({ name }) => name === noun.Number || name === verb.Dial || name === element.Sip)
    .map((dialled) => digitsOf(trimmedText(dialled)))
    .filter((digits) => digits !== ''),
)

/** The digits of a telephone number or of the user in a SIP URI; empty when it is something else. */
export function digitsOf(text: string): string {
  const user = /^(?:sips?:|tel:)?([^@;]*)/i.exec(text.trim())?.[1] ?? ''
  return /^[+\d\s().-]+$/.test(user) ? user.replaceAll(/\D/g, '') : ''
}

function chosenNumbers(
  kind: WebhookKind,
  parameters: Parameters,
): readonly { readonly name: string; readonly digits: string }[] {
  const ours = digitsOf(valueOf(parameters, parameter.Called) ?? '')
  const own = new Set(kindRow(kind).parameters.map((row) => row.name))
  const names = parameters
    .map(([name]) => name)
    .filter(
      (name) =>
        callersOwn.has(name) ||
        name.startsWith('SipHeader_') ||
        (kindsWithFreeTo.has(kind) && (name === parameter.To || !own.has(name))),
    )
  return names
    .map((name) => ({ name, digits: digitsOf(valueOf(parameters, name) ?? '') }))
    .filter(
      ({ name, digits }) => digits.length >= shortestNumber && (name === parameter.To || digits !== ours),
    )
}
