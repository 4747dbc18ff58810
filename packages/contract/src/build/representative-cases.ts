import { edgeCasesOf, type EdgeCase } from '@ringback/arbitraries'
import { kindRow, parameter, type WebhookKind } from '@ringback/catalog'
import type { Route } from './route.ts'

const { From, FromGeo, CallerName, Digits, SpeechResult } = { ...parameter, FromGeo: 'FromGeo' }

/** The callers and inputs that apps most often handle wrongly. */
const representative: ReadonlySet<string> = new Set([
  `${From}:withheld-anonymous`,
  `${From}:withheld-keypad-anonymous`,
  `${From}:empty`,
  `${From}:client`,
  `${From}:sip`,
  `${From}:hyphens-non-ascii`,
  `${FromGeo}:absent`,
  `${FromGeo}:empty`,
  `${CallerName}:non-ascii`,
  `${Digits}:none`,
  `${Digits}:star`,
  `${SpeechResult}:sentence`,
])

/**
 * The webhooks of a kind that stand for the others: the plain one, withheld callers, SIP and client callers, no
 * location, text outside of ASCII, no input, and every status.
 */
export function* casesOf(kind: WebhookKind, wanted: Route['cases'] = 'representative'): Generator<EdgeCase> {
  const statuses = statusNames(kind)
  for (const edgeCase of edgeCasesOf(kind)) {
    const { name, webhook } = edgeCase
    const [facet = ''] = name.split(':', 1)
    const isWanted =
      name === 'plain' ||
      (wanted !== 'plain' && (wanted === 'every' || representative.has(name) || statuses.has(facet)))
    // The method is the route's matter.
    if (isWanted && facet !== 'method' && webhook.oddities.length <= 1) yield edgeCase
  }
}

/** The parameters of a kind that say how something ended or where it stands. */
function statusNames(kind: WebhookKind): ReadonlySet<string> {
  const { StirStatus } = parameter
  return new Set(
    kindRow(kind)
      .parameters.filter(({ grammar, name }) => grammar === 'enum' && /(?:Status|Result|Event)$/.test(name))
      .map(({ name }) => name)
      .filter((name) => name !== StirStatus),
  )
}
