import { parameterBases } from './data/parameters.ts'
import type { ParameterName } from './webhooks.gen.ts'

/** Parameter names as constants: `parameter.CallStatus` is `'CallStatus'`. Dynamic families are not among them. */
export const parameter: { readonly [Name in ParameterName]: Name } = parameterNames()

function parameterNames(): { readonly [Name in ParameterName]: Name } {
  const names = Object.keys(parameterBases).filter((name) => !name.endsWith('*'))
  // The type is generated from the same table, so each of its names is a key here.
  return Object.fromEntries(names.map((name) => [name, name])) as { [Name in ParameterName]: Name }
}
