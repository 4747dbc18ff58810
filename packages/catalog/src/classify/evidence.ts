import { kindSignals, lateParameters, progressParameters } from '../data/kind-signals.ts'
import { indistinguishableKinds } from '../data/indistinguishable-kinds.ts'
import { parameterSets } from '../data/sets.ts'
import { kinds } from '../kinds/kinds.ts'
import type { KindRow, ParameterRow } from '../model.ts'
import { parameter } from '../parameter.ts'
import { addressParameters, valueFit } from './value-fit.ts'

/**
 * How much each kind loses by one observation, as a logarithm: 0 is what the kind leads to expect. One number
 * for each row of `kinds`, in its order.
 */
export type Evidence = Float64Array

/** A parameter that at most this many kinds have counts as typical of each of them. */
const FEW = 4

const kindsWith = new Map<string, number>()
for (const { name } of kinds.flatMap((row) => row.parameters))
  kindsWith.set(name, (kindsWith.get(name) ?? 0) + 1)

const common = new Set([...parameterSets.core, ...parameterSets.alias])
const geo = new Set([...parameterSets.geo, ...parameterSets.geoAlias])
const families = [...kindsWith.keys()].filter((name) => name.endsWith('*') && name !== '*custom*')
const rows = kinds.map((row) => new Map(row.parameters.map((parameter) => [parameter.name, parameter])))

const preferredKinds = new Set(indistinguishableKinds.map(({ preferred }) => preferred))
/** The kinds to which another kind with the same parameters is preferred, unless a parameter of their own is there. */
const secondary = new Set(
  indistinguishableKinds
    .flatMap(({ others }) => others)
    .filter(
      (kind) =>
        !preferredKinds.has(kind) && (kindSignals[kind]?.anyOf ?? progressParameters) === progressParameters,
    ),
)

/** The name in the table: the name itself, that of its dynamic family, or undefined for an unknown name. */
export function knownName(name: string): string | undefined {
  if (kindsWith.has(name)) return name
  return families.find((family) => name.startsWith(family.slice(0, -1)))
}

/** Whether a known name is hardly used by anybody but Twilio: `CallSid`, but not `To` or `Result`. */
export function isTelling(name: string): boolean {
  return /[a-z][A-Z]/.test(name)
}

/** Whether a name is one of the geo parameters, which are sent together. */
export function isGeo(name: string): boolean {
  return geo.has(name)
}

/** The evidence before any parameter is looked at: how common each kind is. */
export const prior: Evidence = evidence(
  ({ kind, evidence }) =>
    ({ seen: 0, documented: -0.3, inferred: -2 })[evidence] - (secondary.has(kind) ? 1 : 0),
)

/** The evidence of a parameter being present. */
export const presenceOf: (name: string) => Evidence = remembered((name) =>
  evidence((_row, index) => {
    const row = rows[index]?.get(name)
    if (row === undefined) return -costOfStranger(name)
    if (row.presence === 'always' || geo.has(name)) return 0
    return row.confidence === 'inferred' ? -0.8 : -0.4
  }),
)

/** The evidence of a parameter being absent. */
export const absenceOf: (name: string) => Evidence = remembered((name) =>
  evidence((_row, index) => {
    const row = rows[index]?.get(name)
    if (row?.presence !== 'always') return 0
    if (common.has(name)) return parameterSets.core.includes(name) ? -0.25 : -0.1
    const known = row.confidence === 'inferred' ? 0.4 : 1
    return -known * rarity(name) * (lateParameters.has(name) ? 0.1 : 0.6)
  }),
)

/** The evidence of a parameter's value, or undefined when the value does not tell kinds apart. */
export function valueEvidence(name: string, value: string): Evidence | undefined {
  const fit = valueFit(name, value)
  return fit === undefined ? undefined : valueOfClass(`${name}\n${fit}`)
}

const valueOfClass: (key: string) => Evidence = remembered((key) => {
  const [name = '', fit = ''] = key.split('\n')
  return evidence((row, index) => {
    const parameterRow = rows[index]?.get(name)
    return parameterRow === undefined ? 0 : costOfValue(row, parameterRow, fit)
  })
})

/** By kind, the parameters of which it always has at least one; undefined for a kind without such parameters. */
export const marks: readonly (readonly string[] | undefined)[] = kinds.map(({ kind, parameters }) => {
  const listed = kindSignals[kind]?.anyOf
  if (listed !== undefined) return listed
  const own = parameters.filter(
    ({ name, grammar }) => grammar === 'const' || (kindsWith.get(name) ?? 0) <= FEW,
  )
  return own.some(({ presence }) => presence === 'always') ? own.map(({ name }) => name) : undefined
})

/** By parameter, the indexes of the kinds that have it among those. */
export const markedKinds: ReadonlyMap<string, readonly number[]> = new Map(
  [...kindsWith.keys()].map((name) => [
    name,
    [...marks.keys()].filter((index) => marks[index]?.includes(name) === true),
  ]),
)

/** The parameters that some kind always has: their absence counts. */
export const expectedNames: ReadonlySet<string> = new Set(
  [...kindsWith.keys()].filter((name) => rows.some((row) => row.get(name)?.presence === 'always')),
)

/** The evidence of all of them being absent. */
export const absenceOfAll: Evidence = evidence((_row, index) =>
  [...expectedNames].reduce((sum, name) => sum + (absenceOf(name)[index] ?? 0), 0),
)

function costOfStranger(name: string): number {
  if (geo.has(name)) return 1
  if (parameterSets.alias.includes(name)) return 0.3
  if (common.has(name)) return 0.8
  return name.endsWith('*') ? 3 : 2 + rarity(name)
}

function rarity(name: string): number {
  return Math.log(kinds.length / (kindsWith.get(name) ?? 1))
}

function costOfValue(
  { kind }: KindRow,
  { name, grammar, prefix, values }: ParameterRow,
  fit: string,
): number {
  const signal = kindSignals[kind]
  if (addressParameters.has(name))
    return worthOfScheme(addressParameters.get(name) === 'from' ? signal?.from : signal?.to, fit)
  if (grammar === 'sid') return prefix === undefined || prefix === fit ? 0 : -4
  if (values === undefined) return 0
  // An event names its kind. A status may be one that the table does not list for the kind yet.
  if (!values.includes(fit)) return grammar === 'const' ? -12 : -4
  const rare = name === parameter.CallStatus && signal?.rarely?.some((status) => status === fit) === true
  return (rare ? -1 : 0) - 0.3 * Math.log(values.length)
}

/** The evidence of an address: most kinds have numbers, few have `client:`, `sip:` and the like. */
function worthOfScheme(schemes: readonly string[] | undefined, scheme: string): number {
  if (schemes === undefined) return 0
  if (!schemes.includes(scheme)) return -4
  return ['client', 'sip', 'whatsapp', 'app'].includes(scheme) ? 1 : 0
}

function evidence(weightOf: (row: KindRow, index: number) => number): Evidence {
  return Float64Array.from(kinds, weightOf)
}

function remembered(make: (key: string) => Evidence): (key: string) => Evidence {
  const made = new Map<string, Evidence>()
  return (key) => {
    const present = made.get(key)
    if (present !== undefined) return present
    const fresh = make(key)
    made.set(key, fresh)
    return fresh
  }
}
