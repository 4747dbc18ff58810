import { parameterSets } from '../data/sets.ts'
import type { KindSource, ParameterSource } from '../model.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { kindFiles } from './kind-files.ts'

/** Where the catalog states a fact, for whoever changes it. */
export interface CatalogPlace {
  /** From the root of ringback's repository. */
  readonly file: string
  /** The row in that file, from the outermost key on: `gather.action, parameters, CallStatus`. */
  readonly row: string
}

/** Where a fact about a parameter of a kind stands, and where it is changed for this kind alone. */
export interface ParameterPlaces {
  /** The row of the kind. It need not be there yet: then the kind takes the row of all kinds as it is. */
  readonly ofKind: CatalogPlace
  /** The row that states the fact: that of the kind, or the one for all kinds. */
  readonly statedIn: CatalogPlace
}

const folder = 'packages/catalog/src/data'

/** Where a kind is stated; for no kind, where new ones are added. */
export function placeOfKind(kind: WebhookKind | null): CatalogPlace {
  const found = kindFiles.find((each) => each.kinds.some((source) => source.kind === kind))
  return found === undefined || kind === null
    ? { file: `${folder}/kinds/other-webhooks.ts`, row: 'a new kind' }
    : { file: `${folder}/${found.file}`, row: kind }
}

/** Where the row of a parameter for all kinds is stated. */
export function placeOfBase(name: string): CatalogPlace {
  return { file: `${folder}/parameters.ts`, row: name }
}

/** Where one fact about a parameter of a kind is stated. */
export function placesOfParameter(
  kind: WebhookKind,
  name: string,
  fact: 'grammar' | 'presence' | 'values',
): ParameterPlaces {
  const { file, row } = placeOfKind(kind)
  const source = sourceOf(kind)?.parameters.find((each) => holds(each, name))
  const set = source !== undefined && typeof source !== 'string' && 'set' in source ? source : undefined
  const within = set === undefined ? name : `set ${set.set}, rows, ${name}`
  const ofKind = { file, row: `${row}, parameters, ${within}` }
  return { ofKind, statedIn: overrides(source, name, fact) ? ofKind : placeOfBase(name) }
}

function sourceOf(kind: WebhookKind): KindSource | undefined {
  return kindFiles.flatMap((each) => each.kinds).find((source) => source.kind === kind)
}

function holds(source: ParameterSource, name: string): boolean {
  if (typeof source === 'string') return source === name
  return 'set' in source ? parameterSets[source.set].includes(name) : source.name === name
}

function overrides(
  source: ParameterSource | undefined,
  name: string,
  fact: 'grammar' | 'presence' | 'values',
): boolean {
  if (source === undefined || typeof source === 'string') return false
  const override = 'set' in source ? source.rows?.[name] : source
  return override?.[fact] !== undefined
}
