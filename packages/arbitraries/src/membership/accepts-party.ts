import { parameter, parseAddress, type AddressScheme, type WebhookKind } from '@ringback/catalog'
import { compiledKind } from '../kind/compile-kind.ts'
import { countriesOf } from '../data/numbering-plans.ts'

const schemes = new Map<string, ReadonlySet<AddressScheme>>()

/** Whether an address may stand in a parameter of a kind, by its form. */
export function acceptsParty(kind: WebhookKind, name: string, value: string): boolean {
  const address = parseAddress(value)
  if (!schemesOf(kind, name).has(address.scheme)) return false
  if (address.scheme === 'pstn') return isJunk(address.number) || countriesOf(address.number).length > 0
  if (address.scheme === 'raw') return /^\d{7,}$/.test(address.text) || customTo.has(kind)
  return address.scheme !== 'sip' || (address.user !== '' && address.host !== '')
}

// A client's own `To` is any text.
const customTo: ReadonlySet<string> = new Set<WebhookKind>(['voice.incoming-client-app'])

function isJunk(number: string): boolean {
  return number.length > 16
}

function schemesOf(kind: WebhookKind, name: string): ReadonlySet<AddressScheme> {
  const isCaller = name === parameter.From || name === parameter.Caller
  const key = `${kind} ${isCaller}`
  const known = schemes.get(key)
  if (known !== undefined) return known
  const { facets, newDraft } = compiledKind(kind)
  const facet = facets.find((each) => each.name === (isCaller ? parameter.From : parameter.To))
  const addresses = (facet?.cases ?? []).map(({ apply }) => {
    const draft = newDraft()
    apply(draft, 0)
    return isCaller ? draft.from.address : draft.to.address
  })
  const made = new Set(addresses.map((address) => parseAddress(address).scheme))
  schemes.set(key, made)
  return made
}

/** Whether a value may stand in a parameter of a place; undefined when the parameter is about no place. */
export function acceptsGeo(name: string, value: string): boolean | undefined {
  const part = /^(?:From|To|Caller|Called)(City|State|Zip)$/.exec(name)?.[1]
  if (part === undefined) return undefined
  if (value === '') return true
  if (value.length > 64) return false
  return part === 'Zip'
    ? /^[\dA-Z][\dA-Z -]*$/.test(value)
    : /^[\p{Lu}\p{Lo}][\p{L}\p{M}\d .,'/()-]*$/u.test(value)
}
