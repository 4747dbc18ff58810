import { parameter, valueOf } from '@ringback/catalog'
import { judgeExchange } from '@ringback/checks'
import {
  kindName,
  parametersOf,
  socketSource,
  type Exchange,
  type Recording,
  type RecordingSummary,
} from '@ringback/recording'
import { parameterLines } from '../model/call-filter.ts'
import type { CallDetails, CallRow, Verdict } from '../model/call-list.ts'
import { noNotes, type NotesView } from '../model/call-notes.ts'

/** What is kept of a recording that has been read. */
export interface ReadCall {
  readonly details: CallDetails
  /** Its parameters as `matches` reads them. */
  readonly parameters: string
}

/** What the list needs of the folder's index. */
export type CallSummary = Pick<
  RecordingSummary,
  'firstId' | 'callSid' | 'startedAt' | 'from' | 'to' | 'exchanges' | 'problems'
>

/** The line of the list, as far as the folder's index knows it. */
export function rowOf(
  summary: CallSummary,
  details: CallDetails | null,
  { tags, note }: NotesView = noNotes,
): CallRow {
  const { firstId: id, callSid, startedAt, from, to, exchanges, problems } = summary
  return { id, callSid, startedAt, from, to, exchanges, problems, details, tags, note }
}

const worstFirst: readonly Verdict[] = ['invalid', 'missing', 'unchecked', 'valid']

/** What the exchanges of a recording say about the call. */
export function readCallOf({ exchanges, callSid }: Recording): ReadCall {
  const kinds = new Set<string>()
  const verdicts = new Set<Verdict>()
  let callStatus: string | null = null
  let httpStatus: number | null = null
  let ended = 0
  const faults = exchanges.flatMap(faultsOf)
  const pairs = exchanges.map((exchange) => parametersOf(exchange.request))
  for (const [at, exchange] of exchanges.entries()) {
    const isSocket = exchange.provenance.source === socketSource
    kinds.add(kindName(exchange))
    verdicts.add(exchange.signature)
    const { response, startedAt, durationMs } = exchange
    if (!isSocket && response !== null && response.status > (httpStatus ?? 0)) httpStatus = response.status
    ended = Math.max(ended, Date.parse(startedAt) + durationMs)
    const parameters = pairs[at] ?? []
    const isOfFirstLeg = valueOf(parameters, parameter.CallSid) === callSid
    if (isOfFirstLeg) callStatus = valueOf(parameters, parameter.CallStatus) ?? callStatus
  }
  const first = exchanges[0]
  return {
    details: {
      kinds: [...kinds],
      callStatus,
      httpStatus,
      problem: (faults.find(({ isProblem }) => isProblem) ?? faults[0])?.message ?? null,
      codes: [...new Set(faults.flatMap(({ codes }) => codes))],
      signature: worstFirst.find((verdict) => verdicts.has(verdict)) ?? 'unchecked',
      durationMs: first === undefined ? 0 : Math.max(0, ended - Date.parse(first.startedAt)),
    },
    parameters: parameterLines(pairs.flat()),
  }
}

interface Fault {
  readonly isProblem: boolean
  readonly message: string
  readonly codes: readonly string[]
}

/** What went wrong with an exchange when it was recorded, and what the checks find in it. */
function faultsOf(exchange: Exchange): readonly Fault[] {
  const isSocket = exchange.provenance.source === socketSource
  const findings = isSocket ? [] : judgeExchange(exchange).filter(({ severity }) => severity !== 'info')
  const problems = exchange.problem === null ? [] : [exchange.problem]
  return [
    ...problems.map((problem) => faultOf(problem, true)),
    ...findings.map((finding) => faultOf(finding, false)),
  ]
}

function faultOf(
  { code, message, twilioCode }: { code: string; message: string; twilioCode?: number | undefined },
  isProblem: boolean,
): Fault {
  return { isProblem, message, codes: twilioCode === undefined ? [code] : [code, String(twilioCode)] }
}
