import { bodyHashName, bodySha256 } from '../../body-sha256.ts'
import type { SignedBody } from '../../content.ts'
import type { ParameterPairs } from '../../parameters.ts'
import { decodeForm, decodePercent } from '../../url/form.ts'
import { legacyQuery } from '../../url/legacy-query.ts'
import type { UrlParts } from '../../url/split-url.ts'
import { alternative, changed, type Alternative, type Change } from './alternative.ts'
import type { KnownUrls } from './known-urls.ts'
import { permutations } from './permutations.ts'

/** What a request tells about the query that its URL should have. */
export interface QueryClues {
  readonly known: KnownUrls
  /** The parameters of a GET, which are a query. */
  readonly getParameters: ParameterPairs
  /** A body that is not a form. */
  readonly body: SignedBody | undefined
}

/** Pairs of a longer query are not left out one by one: that would be as many queries, each as long. */
const mostPairs = 60

/** Queries that were lost, rewritten, put into another order or added to. */
export function* queryAlternatives(
  { query }: UrlParts,
  { known, getParameters, body }: QueryClues,
): Generator<Alternative<string>> {
  for (const { value, from } of known.queries)
    yield alternative(value, 1, query === '' ? 'query-missing' : 'query-changed', from)
  const hash = body === undefined ? undefined : `${bodyHashName}=${bodySha256(body)}`
  if (hash !== undefined && !query.includes(bodyHashName)) {
    yield alternative(query === '' ? `?${hash}` : `${query}&${hash}`, 1, 'body-hash-missing')
    for (const { value } of known.queries)
      yield {
        value: `${value}&${hash}`,
        cost: 2,
        clues: [{ code: 'query-missing' }, { code: 'body-hash-missing' }],
      }
  }
  if (query === '' && getParameters.length > 0) {
    yield alternative(`?${encodedWith(getParameters, '+')}`, 1, 'query-missing')
    yield alternative(`?${encodedWith(getParameters, '%20')}`, 1, 'query-missing')
  }
  if (query === '') {
    yield alternative('?', 3, 'query-changed')
    return
  }
  yield alternative('', 2, 'query-added')
  for (const { value, ...rest } of changed(query.slice(1), [...spellings, ...orders]))
    yield { value: `?${value}`, ...rest }
  const pairs = query.slice(1).split('&')
  if (pairs.length > 1 && pairs.length <= mostPairs)
    for (const [at, pair] of pairs.entries())
      yield alternative(`?${pairs.toSpliced(at, 1).join('&')}`, 3, 'query-added', pair.split('=')[0])
  if (pairs.length > 2 && pairs.length < 6)
    for (const order of permutations(pairs)) yield alternative(`?${order.join('&')}`, 4, 'query-order')
}

const encoding = { code: 'query-encoding' } as const

const spellings: readonly Change<string>[] = [
  { cost: 2, clue: encoding, of: (query) => query.replaceAll('+', '%20') },
  { cost: 2, clue: encoding, of: (query) => query.replaceAll('%20', '+') },
  { cost: 2, clue: encoding, of: decodePercent },
  { cost: 2, clue: encoding, of: (query) => decodePercent(query.replaceAll('+', ' ')) },
  { cost: 2, clue: encoding, of: (query) => encodeURI(query.toWellFormed()) },
  { cost: 2, clue: encoding, of: (query) => encodeURI(decodePercent(query).toWellFormed()) },
  { cost: 2, clue: encoding, of: legacyQuery },
  { cost: 2, clue: encoding, of: (query) => new URLSearchParams(query).toString() },
  { cost: 2, clue: encoding, of: (query) => encodedWith(decodeForm(query), '%20') },
  { cost: 2, clue: encoding, of: (query) => query.replaceAll('&amp;', '&') },
  { cost: 2, clue: encoding, of: (query) => query.replaceAll(/&(?!amp;)/g, '&amp;') },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll(/[/:@,;$]/g, encodeURIComponent) },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll('+', '%2B') },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll('%2B', '+') },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll(/%[\da-f]{2}/gi, (text) => text.toLowerCase()) },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll(/%[\da-f]{2}/gi, (text) => text.toUpperCase()) },
  { cost: 3, clue: encoding, of: (query) => query.replaceAll(/=(?=&|$)/g, '') },
  { cost: 3, clue: encoding, of: (query) => query.split('&').map(withEquals).join('&') },
]

const withEquals = (pair: string): string => (pair === '' || pair.includes('=') ? pair : `${pair}=`)

const orders: readonly Change<string>[] = [
  { cost: 2, clue: { code: 'query-order' }, of: (query) => query.split('&').toSorted().join('&') },
  { cost: 3, clue: { code: 'query-order' }, of: (query) => query.split('&').toReversed().join('&') },
]

function encodedWith(pairs: ParameterPairs, space: '+' | '%20'): string {
  const encode = (text: string): string => encodeURIComponent(text.toWellFormed()).replaceAll('%20', space)
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
}
