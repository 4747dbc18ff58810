import { parameterBases } from '../data/parameters.ts'
import { parameterSets } from '../data/sets.ts'
import type { KindRow, KindSource, ParameterRow, ParameterSource, RowOverride } from '../model.ts'

/** The whole rows of a kind, made from its sets and overrides. Throws on a name without a base row. */
export function expandKind(source: KindSource): KindRow {
  return { ...source, parameters: source.parameters.flatMap(expandParameter) }
}

function expandParameter(source: ParameterSource): ParameterRow[] {
  if (typeof source === 'string') return [rowOf(source, {})]
  if ('name' in source) {
    const { name, ...override } = source
    return [rowOf(name, override)]
  }
  const { set, confidence, rows } = source
  return parameterSets[set].map((name) => rowOf(name, { confidence, ...rows?.[name] }))
}

function rowOf(name: string, override: RowOverride): ParameterRow {
  const base = parameterBases[name]
  if (base === undefined) throw new Error(`catalog: parameter ${name} has no base row in data/parameters.ts`)
  // A grammar comes with its own limits: a row that changes it starts from none of the base's.
  const inherited = override.grammar == null ? base : withoutLimits(base)
  const fields = Object.entries({ ...inherited, ...override }).filter(([, value]) => value !== null)
  return { name, ...Object.fromEntries(fields) } as ParameterRow
}

function withoutLimits(base: object): object {
  const limits = new Set(['grammar', 'prefix', 'unit', 'min', 'max', 'maxLength', 'forbids'])
  return Object.fromEntries(Object.entries(base).filter(([field]) => !limits.has(field)))
}
