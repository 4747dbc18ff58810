import { decodeForm, encodeForm, parameter, valueOf, type Parameters } from '@ringback/catalog'
import { parametersOf, type Exchange, type Recording } from '@ringback/recording'
import { twilioUrl } from '../data/rest-values.ts'

/** A parsed request for the app. */
export interface AppRequest {
  readonly method: string
  readonly url: string
  readonly body: string
}

/** A request that no recording answers, and the reason. */
export interface UnmatchedRequest {
  readonly method: string
  readonly url: string
  readonly parameters: Parameters
  readonly reason: string
}

/** How the recordings were used. */
export interface RecordingsReport {
  readonly used: readonly Exchange[]
  /** Recorded exchanges that were not requested, in the order of the recordings. */
  readonly unused: readonly Exchange[]
  readonly unmatched: readonly UnmatchedRequest[]
}

/** Recorded answers, each of which is given once. */
export interface RecordedAnswers {
  /** The exchange that answers a request. Without one, adds the request to the unmatched ones and returns undefined. */
  readonly take: (request: AppRequest) => Exchange | UnmatchedRequest
  readonly origins: ReadonlySet<string>
  readonly report: () => RecordingsReport
  readonly reset: () => void
}

/** Parameters that differ from call to call and are not compared. */
const passing: ReadonlySet<string> = new Set([
  parameter.CallSid,
  parameter.ParentCallSid,
  parameter.AccountSid,
  parameter.ApiVersion,
  parameter.Timestamp,
  parameter.SequenceNumber,
])

/** The answers in recordings, in their order. `ignore`: further parameters that need not be the same. */
export function recordedAnswers(
  recordings: readonly Recording[],
  ignore: readonly string[] = [],
): RecordedAnswers {
  const exchanges = recordings
    .flatMap((recording) => recording.exchanges)
    .filter(({ request }) => !twilioUrl.test(request.url))
  const ignored = new Set([...passing, ...ignore])
  const used = new Set<Exchange>()
  const unmatched: UnmatchedRequest[] = []
  /** By SID of a call, the recorded call that answers it. */
  const calls = new Map<string, string>()

  const take = (request: AppRequest): Exchange | UnmatchedRequest => {
    const parameters = parametersIn(request)
    const callSid = valueOf(parameters, parameter.CallSid)
    const here = exchanges.filter((each) => isSamePlace(each, request))
    const ofCall = here.filter((each) => mayBeCall(each, callSid, calls))
    const same = ofCall.filter((each) => isSame(parametersOf(each.request), parameters, ignored))
    const exchange = same.find((each) => !used.has(each))
    if (exchange === undefined) {
      const { method, url } = request
      const reason = reasonOf(here.length, ofCall.length, same.length)
      const row = { method, url, parameters, reason }
      unmatched.push(row)
      return row
    }
    used.add(exchange)
    if (callSid !== undefined && exchange.callSid !== null) calls.set(callSid, exchange.callSid)
    return exchange
  }
  return {
    take,
    origins: new Set(exchanges.map(({ request }) => new URL(request.url).origin)),
    report: () => ({
      used: exchanges.filter((each) => used.has(each)),
      unused: exchanges.filter((each) => !used.has(each)),
      unmatched: [...unmatched],
    }),
    reset() {
      used.clear()
      calls.clear()
      unmatched.length = 0
    },
  }
}

function reasonOf(here: number, ofCall: number, same: number): string {
  if (here === 0) return 'no recording has this method and path'
  if (ofCall === 0) return 'every recorded call with this path already answers another call'
  return same === 0
    ? 'this call and path were recorded with different parameters'
    : 'every recorded answer to this request was already used'
}

function parametersIn({ method, url, body }: AppRequest): Parameters {
  if (method !== 'GET' && body !== '') return decodeForm(body).parameters
  return decodeForm(new URL(url).search.slice(1)).parameters
}

/** Method and path, and the query unless it is a GET, whose query has the parameters. */
function isSamePlace({ request }: Exchange, { method, url }: AppRequest): boolean {
  const [recorded, asked] = [new URL(request.url), new URL(url)]
  const isSameQuery = method === 'GET' || recorded.search === asked.search
  return request.method === method && recorded.pathname === asked.pathname && isSameQuery
}

/** A recorded call answers the call with the same SID, or the one call that was assigned to it. */
function mayBeCall(
  { callSid }: Exchange,
  asked: string | undefined,
  calls: ReadonlyMap<string, string>,
): boolean {
  if (asked === undefined || callSid === null || callSid === asked) return true
  const bound = calls.get(asked)
  return bound === undefined ? ![...calls.values()].includes(callSid) : bound === callSid
}

function isSame(recorded: Parameters, asked: Parameters, ignored: ReadonlySet<string>): boolean {
  const plain = (parameters: Parameters): string =>
    encodeForm(
      parameters
        .filter(([name]) => !ignored.has(name))
        .toSorted(([one, first], [other, second]) => (`${one}=${first}` < `${other}=${second}` ? -1 : 1)),
      'plus',
    )
  return plain(recorded) === plain(asked)
}
