import { parameterBases } from '../data/parameters.ts'
import { kinds } from '../kinds/kinds.ts'
import { parameter } from '../parameter.ts'
import { parseAddress } from '../values/parse-address.ts'
import { isSid } from '../values/sid.ts'

/** The values of each parameter that has a fixed set of them, over all kinds. */
const enumerated = new Map<string, Set<string>>()
for (const { name, grammar, values } of kinds.flatMap((row) => row.parameters)) {
  if (grammar !== 'enum' && grammar !== 'const') continue
  const known = enumerated.get(name) ?? new Set<string>()
  for (const value of values ?? []) known.add(value)
  enumerated.set(name, known)
}

/** The parameters that hold the two ends of a call, and which end. */
export const addressParameters: ReadonlyMap<string, 'from' | 'to'> = new Map([
  [parameter.From, 'from'],
  [parameter.Caller, 'from'],
  [parameter.To, 'to'],
  [parameter.Called, 'to'],
])

/**
 * The part of a value that tells kinds apart: a listed value itself, the prefix of a SID, the form of an address. Undefined
 * where the value does not tell kinds apart, for example when it is masked.
 */
export function valueFit(name: string, value: string): string | undefined {
  return fitsOf(name)?.(value)
}

/** `valueFit` for the values of one parameter; undefined for one whose values never tell kinds apart. */
export function fitsOf(name: string): ((value: string) => string | undefined) | undefined {
  if (addressParameters.has(name)) return addressFit
  if (parameterBases[name]?.grammar === 'sid') return sidFit
  const known = enumerated.get(name)
  return known && ((value) => (known.has(value) ? value : undefined))
}

function addressFit(value: string): string | undefined {
  const { scheme } = parseAddress(value)
  return scheme === 'raw' ? undefined : scheme
}

function sidFit(value: string): string | undefined {
  return isSid(value) ? value.slice(0, 2) : undefined
}
