import { kindRow, parseAddress, type WebhookKind } from '@ringback/catalog'
import type { CheckFinding } from '@ringback/checks'
import type { Difference } from './shrink/differences.ts'
import { pageOf, withoutQuery, type Route } from './routes/route.ts'
import type { Cause } from './run.ts'

/** Enumerations above this size are one cause: an app that knows a few of them knows none of the others. */
const fewValues = 10

/** What is known of a failure before it is shrunk: failures that differ here have different causes. */
export function symptomOf({ code, message }: CheckFinding, url: string): string {
  return `${code} ${pageOf(url)} ${withoutDetails(message)}`
}

/** What tells causes apart. */
export interface CauseKeys {
  /** The same for the same cause. */
  readonly key: string
  /**
   * The same on every page, for a cause that may lie in what all pages go through: the parameter; for a page that always
   * fails, its path.
   */
  readonly keyOnAnyPage?: string
}

/**
 * The keys of a cause. What parameters bring about, or what is written in the document, is the same whatever the query of
 * the URL; a page that always fails is another one with each query.
 */
export function causeKeys(
  finding: CheckFinding,
  { kind, url }: Pick<Route, 'kind' | 'url'>,
  { differences, anywhere }: Cause,
): CauseKeys {
  const { code, message } = finding
  if (anywhere !== undefined) return { key: `${code} ${anywhere.name}` }
  const parts = partsOf(kind, differences)
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
    each.type === 'order' ? 'order' : `${familyOf(kind, each.name)}=${classOf(kind, each.name, each.values)}`,
  )
  return parts.toSorted().join(' ')
}

/** When it happens, to be read after "when". */
export function describeDifferences(differences: readonly Difference[]): string {
  return differences
    .map((each) => {
      if (each.type === 'order') return 'the parameters come in another order'
      const [value, ...more] = each.values
      if (value === undefined) return `${each.name} is missing`
      if (more.length > 0) return `${each.name} is there more than once`
      return value === '' ? `${each.name} is empty` : `${each.name} is ${JSON.stringify(shortened(value))}`
    })
    .join(' and ')
}

/** An id for a cause: its code, and a fingerprint of the rest. */
export function idOf(code: string, key: string): string {
  let hash = 0xcbf29ce484222325n
  for (const byte of new TextEncoder().encode(key)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n)
  }
  return `${code}-${hash.toString(16).padStart(16, '0').slice(0, 8)}`
}

function withoutDetails(message: string): string {
  return message.replaceAll(/"[^"]*"/g, '""').replaceAll(/(?<!HTTP )\d+/g, '#')
}

/** The name in the catalog: one for all names of a family such as `SipHeader_*`. */
function familyOf(kind: WebhookKind, name: string): string {
  const names = kindRow(kind).parameters.map((row) => row.name)
  if (names.includes(name)) return name
  const isOf = (family: string): boolean =>
    family.endsWith('*') && (family.startsWith('*') || name.startsWith(family.slice(0, -1)))
  return names.find(isOf) ?? name
}

function classOf(kind: WebhookKind, name: string, [value]: readonly string[]): string {
  if (value === undefined) return 'absent'
  if (value === '') return familyOf(kind, name) === name ? 'empty' : 'present'
  const row = kindRow(kind).parameters.find((each) => each.name === name)
  if (row?.grammar === 'enum' && (row.values?.length ?? 0) <= fewValues) return value
  if (row?.grammar === 'address') return parseAddress(value).scheme
  return 'present'
}

function shortened(value: string): string {
  return value.length > 80 ? `${value.slice(0, 80)}…` : value
}
