import {
  kindRow,
  placeOfBase,
  placeOfKind,
  placesOfParameter,
  type CatalogPlace,
  type ParameterRow,
  type WebhookKind,
} from '@ringback/catalog'
import { acceptsGeo } from './accepts-party.ts'
import type { DriftRow } from './drift.ts'
import { methodsOf } from './methods-of.ts'

/** A row that states a fact which traffic contradicts, and what it should say if the traffic is right. */
export interface CatalogRow extends CatalogPlace {
  /** What it says; null where there is no such row yet. */
  readonly says: string | null
  readonly shouldSay: string
  /** Where that is stated, if not in this row: for all kinds. */
  readonly inheritedFrom?: CatalogPlace
}

/** The rows to change for a difference, if the webhook is right. There is at least one. */
export function catalogRowsOf(drift: DriftRow): readonly CatalogRow[] {
  const { kind, reason, parameter } = drift
  if (kind === null) return [newKind]
  switch (reason) {
    case 'unknown-parameter':
      return [newBase(parameter), ofKind(kind, parameter)]
    case 'unexpected-parameter':
      return [ofKind(kind, parameter)]
    case 'missing':
      return [
        changed(
          { kind, parameter, fact: 'presence' },
          { says: "presence: 'always'", shouldSay: "presence: 'conditional', and when" },
        ),
      ]
    case 'new-value':
    case 'value':
      return [valueRow(drift, kind)]
    case 'repeated':
      return [{ ...placeOfKind(kind), says: null, shouldSay: `a note that ${parameter} may be repeated` }]
    case 'method':
      return [methodRow(kind)]
    default:
      return [
        {
          file: `${membership}/correlations.ts`,
          row: parameter,
          says: null,
          shouldSay: 'an exception for such webhooks',
        },
      ]
  }
}

const membership = 'packages/arbitraries/src/membership'
const facets = 'packages/arbitraries/src/facets'

const newKind: CatalogRow = {
  ...placeOfKind(null),
  says: null,
  shouldSay: "the kind with its parameters, evidence: 'seen'",
}

function newBase(name: string): CatalogRow {
  return {
    ...placeOfBase(name),
    says: null,
    shouldSay: "a row: grammar, presence: 'conditional', when, example, source, confidence: 'seen'",
  }
}

function ofKind(kind: WebhookKind, name: string): CatalogRow {
  const { file, row } = placesOfParameter(kind, name, 'presence').ofKind
  return { file, row, says: null, shouldSay: 'the name, or a row with what differs for this kind' }
}

function methodRow(kind: WebhookKind): CatalogRow {
  return {
    file: `${facets}/method.ts`,
    row: kind,
    says: methodsOf(kind).join(' or '),
    shouldSay: 'the method of this webhook as well',
  }
}

function valueRow(drift: DriftRow, kind: WebhookKind): CatalogRow {
  const { parameter, value } = drift
  const row = kindRow(kind).parameters.find(({ name }) => name === parameter)
  const shown =
    value === undefined
      ? 'the value that redaction replaced'
      : literal(value.length > longest ? `${value.slice(0, longest)}…` : value)
  if (drift.reason === 'new-value')
    return changed(
      { kind, parameter, fact: 'values' },
      { says: `values: ${valuesOf(row)}`, shouldSay: `values with ${shown} as well` },
    )
  if (/^(?:From|To|Caller|Called)$/.test(parameter)) {
    return {
      file: `${facets}/parties.ts`,
      row: `${kind}, ${parameter}`,
      says: 'the forms of addresses that the kind has',
      shouldSay: `an address such as ${shown} as well`,
    }
  }
  if (acceptsGeo(parameter, value ?? '') !== undefined) {
    return {
      file: `${membership}/accepts-party.ts`,
      row: `acceptsGeo, ${parameter}`,
      says: 'the form of names and codes of places',
      shouldSay: `a form that has ${shown}`,
    }
  }
  const prefix = row?.prefix === undefined ? '' : `, prefix: ${literal(row.prefix)}`
  return changed(
    { kind, parameter, fact: 'grammar' },
    {
      says: `grammar: ${literal(row?.grammar ?? '')}${prefix}`,
      shouldSay: `a grammar that has ${shown}, or values`,
    },
  )
}

/** A fact about a parameter of a kind. */
interface Fact {
  readonly kind: WebhookKind
  readonly parameter: string
  readonly fact: 'grammar' | 'presence' | 'values'
}

function changed(
  { kind, parameter, fact }: Fact,
  change: Pick<CatalogRow, 'says' | 'shouldSay'>,
): CatalogRow {
  const { ofKind: place, statedIn } = placesOfParameter(kind, parameter, fact)
  return { ...place, ...change, ...(statedIn !== place && { inheritedFrom: statedIn }) }
}

const longest = 60
const mostValues = 8

function valuesOf(row: ParameterRow | undefined): string {
  const values = row?.values ?? []
  const shown = values.slice(0, mostValues).map(literal).join(', ')
  return `[${shown}${values.length > mostValues ? `, and ${values.length - mostValues} more` : ''}]`
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
}
