import { restLimits } from '../data/rest-values.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { found, refused, type Answer } from './answer.ts'
import { pagingParameters, type ApiRequest } from './api-request.ts'

/** How a list is returned. */
export interface Listing<Row> {
  /** The field that holds the page. */
  readonly field: string
  /** Every row that passes the filters, in order. */
  readonly rows: readonly Row[]
  /** The id of a row in a page token. */
  readonly key: (row: Row) => string
  readonly render: (row: Row) => unknown
}

/** The prefix of a page token. */
const tokenPrefix = 'PA'

/** The page of a list that the query asks for. A page token continues after its row. */
export function pageOf<Row>(request: ApiRequest, { field, rows, key, render }: Listing<Row>): Answer {
  const { query, path } = request
  const size = wholeNumber(query.get(restParameter.PageSize)) ?? restLimits.pageSize.default
  if (size > restLimits.pageSize.max) throw refused('pageSize')
  if (size < 1) throw refused('parameter', restParameter.PageSize)
  const page = wholeNumber(query.get(restParameter.Page)) ?? 0
  const token = query.get(restParameter.PageToken)?.slice(tokenPrefix.length)
  const named = token === undefined ? -1 : rows.findIndex((row) => key(row) === token)
  const start = named < 0 ? page * size : named + 1
  const shown = rows.slice(start, start + size)
  const last = shown.at(-1)
  const uriOf = (number: number, after?: Row): string => {
    const kept = query.pairs.filter(([name]) => !pagingParameters.some((paging) => paging === name))
    const pairs = [
      ...kept,
      [restParameter.PageSize, String(size)],
      [restParameter.Page, String(number)],
      ...(after === undefined ? [] : [[restParameter.PageToken, `${tokenPrefix}${key(after)}`]]),
    ]
    return `${path}?${new URLSearchParams(pairs.map(([name = '', value = '']): [string, string] => [name, value])).toString()}`
  }
  const isMore = start + size < rows.length
  return found({
    first_page_uri: uriOf(0),
    end: Math.max(page * size + shown.length - 1, 0),
    previous_page_uri: page === 0 ? null : uriOf(page - 1, rows[start - size - 1]),
    [field]: shown.map((row) => render(row)),
    uri: uriOf(page),
    page_size: size,
    start: page * size,
    next_page_uri: isMore ? uriOf(page + 1, last) : null,
    page,
  })
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text)) throw refused('parameter', text)
  return Number(text)
}
