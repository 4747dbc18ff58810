import { parameterBases } from '../data/parameters.ts'
import { kinds } from '../kinds.ts'
import { parameter } from '../parameter.ts'
import { parseAddress } from '../parse-address.ts'
import { isSid } from '../sid.ts'

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
 * The part of a value that tells kinds apart: a listed value itself, the prefix of a SID, the form of an
 * address. Undefined where the value tells nothing, as one that its author masked.
 */
export function valueFit(name: string, value: string): string | undefined {
  if (addressParameters.has(name)) {
    const { scheme } = parseAddress(value)
    return scheme === 'raw' ? undefined : scheme
  }
  if (parameterBases[name]?.grammar === 'sid') return isSid(value) ? value.slice(0, 2) : undefined
  return enumerated.get(name)?.has(value) === true ? value : undefined
}
