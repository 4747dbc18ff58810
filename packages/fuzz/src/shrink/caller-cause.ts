import { edgeCasesOf } from '@ringback/arbitraries'
import { parameter, parseAddress, valueOf, type Parameters, type WebhookKind } from '@ringback/catalog'
import { shortened } from '@ringback/common'
import type { Difference } from './difference.ts'
import { withDifferences } from './differences.ts'
import type { GeneralCause } from './general-cause.ts'
import type { Reproduce } from './reproduce.ts'

const callers: ReadonlySet<string> = new Set([parameter.From, parameter.Caller])
/** What begins as a phone number in the E.164 format does. */
const phoneNumber = /^\+\d/

/**
 * Finds out whether a page that fails for one caller without a phone number fails for every one: a withheld number, a short code, a
 * client, a SIP address. Sends one request for each form that the kind knows. Undefined when one of them is accepted.
 */
export async function findCallerCause(
  kind: WebhookKind,
  plain: Parameters,
  difference: Difference,
  reproduce: Reproduce,
): Promise<GeneralCause | undefined> {
  if (difference.type !== 'parameter' || !callers.has(difference.name)) return undefined
  const { name, values } = difference
  const [value = ''] = values
  if (value === '' || values.length !== 1 || phoneNumber.test(value)) return undefined
  const forms = formsOf(kind, name)
  // With one form only, that form is the cause.
  if (forms.size < 2) return undefined
  const failsWith = async (given: string): Promise<boolean> =>
    (await reproduce(withDifferences(plain, plain, [{ type: 'parameter', name, values: [given] }]))) !==
    undefined
  for (const form of forms.values()) if (!(await failsWith(form))) return undefined
  const failsEmpty = await failsWith('')
  return {
    name: 'no phone number',
    parameter: name,
    description: `${name} is no phone number, such as ${JSON.stringify(shortened(value, 40))}`,
    isIn(parameters) {
      const given = valueOf(parameters, name)
      return given === undefined || given === '' ? given === '' && failsEmpty : !phoneNumber.test(given)
    },
  }
}

/** One value for each form of address that is no phone number. */
function formsOf(kind: WebhookKind, name: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>()
  for (const { webhook } of edgeCasesOf(kind)) {
    const value = valueOf(webhook.parameters, name) ?? ''
    if (value === '' || phoneNumber.test(value)) continue
    const { scheme } = parseAddress(value)
    if (!forms.has(scheme)) forms.set(scheme, value)
  }
  return forms
}
