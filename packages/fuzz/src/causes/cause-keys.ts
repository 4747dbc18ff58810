import { kindRow, parseAddress, type WebhookKind } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import { withoutQuery } from '../routes/page-key.ts'
import type { Route } from '../routes/route.ts'
import type { Difference } from '../shrink/difference.ts'
import type { Cause } from './cause.ts'
import { symptomOf, withoutDetails } from './symptom.ts'

/**
 * Enumerations with more values than this are one cause: an app that knows only a few values fails on all the others.
 */
const fewValues = 10

/** The keys that distinguish causes. */
export interface CauseKeys {
  /** The same for the same cause. */
  readonly key: string
  /**
   * The same on every page, for a cause that may be in code that all pages share: the parameter; for a page that always
   * fails, its path.
   */
  readonly keyOnAnyPage?: string
}

/**
 * The keys of a cause. A failure because of parameters or of the document's content has the same key for every query of
 * the URL; a page that always fails has another key for each query.
 */
export function causeKeys(
  finding: CheckFinding,
  { kind, url }: Pick<Route, 'kind' | 'url'>,
  { differences, general }: Cause,
): CauseKeys {
  const { code, message } = finding
  if (general !== undefined && general.parameter === undefined) return { key: `${code} ${general.name}` }
  const parts =
    general?.parameter === undefined ? partsOf(kind, differences) : `${general.parameter}=${general.name}`
  const isOfThePath = differences.length > 0 || code.startsWith('twiml-')
  const key = `${symptomOf(finding, isOfThePath ? withoutQuery(url) : url)} ${parts}`
  const keyOnAnyPage =
    differences.length === 0
      ? symptomOf(finding, withoutQuery(url))
      : `${code} ${withoutDetails(message)} ${parts}`
  return { key, keyOnAnyPage }
}

function partsOf(kind: WebhookKind, differences: readonly Difference[]): string {
  const parts = differences.map((each) =>
    each.type !== 'parameter'
      ? each.type
      : `${familyOf(kind, each.name)}=${classOf(kind, each.name, each.values)}`,
  )
  return parts.toSorted().join(' ')
}

/** The name in the catalog: one for all names of a family such as `SipHeader_*`. */
function familyOf(kind: WebhookKind, name: string): string {
  const names = kindRow(kind).parameters.map((row) => row.name)
  if (names.includes(name)) return name
  const isOf = (family: string): boolean =>
    family.endsWith('*') && (family.startsWith('*') || name.startsWith(family.slice(0, -1)))
  return names.find(isOf) ?? name
}

/** The class of a value: absent, empty, one of a few words, a kind of address, or any. */
function classOf(kind: WebhookKind, name: string, [value]: readonly string[]): string {
  if (value === undefined) return 'absent'
  if (value === '') return familyOf(kind, name) === name ? 'empty' : 'present'
  const row = kindRow(kind).parameters.find((each) => each.name === name)
  if (row?.grammar === 'enum' && (row.values?.length ?? 0) <= fewValues) return value
  if (row?.grammar === 'address') return parseAddress(value).scheme
  return 'present'
}
