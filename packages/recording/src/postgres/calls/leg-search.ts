import { parameter, valueOf, type Parameters } from '@ringback/catalog'
import type { Exchange, SignatureVerdict } from '../../exchange.ts'
import { kindName } from '../../socket/kind-name.ts'
import { socketSource } from '../../socket/socket.ts'
import { parameterTerms } from './terms.ts'

/** What a leg is searched by, from some of its exchanges. */
export interface LegSearch {
  /** The last exchange that told a call status of this leg. */
  statusId: string | null
  callStatus: string | null
  /** The highest HTTP status among the answers. */
  httpStatus: number | null
  /** The place of the worst signature verdict in `worstFirst`. */
  signature: number
  readonly kinds: Set<string>
  /** As `parameterTerms` writes them. */
  readonly terms: Set<string>
}

/** Signature verdicts, the worst first. */
export const worstFirst: readonly SignatureVerdict[] = ['invalid', 'missing', 'unchecked', 'valid']

/** That of no exchange. */
export function emptySearch(): LegSearch {
  return {
    statusId: null,
    callStatus: null,
    httpStatus: null,
    signature: worstFirst.length - 1,
    kinds: new Set(),
    terms: new Set(),
  }
}

/** Adds what an exchange tells. `parameters`: those of its request. */
export function addToSearch(search: LegSearch, exchange: Exchange, parameters: Parameters): void {
  const { id, callSid, response, signature, provenance } = exchange
  search.kinds.add(kindName(exchange))
  search.signature = Math.min(search.signature, worstFirst.indexOf(signature))
  const status = provenance.source === socketSource ? undefined : response?.status
  if (status !== undefined && status > (search.httpStatus ?? 0)) search.httpStatus = status
  for (const term of parameterTerms(parameters)) search.terms.add(term)
  const callStatus =
    valueOf(parameters, parameter.CallSid) === callSid ? valueOf(parameters, parameter.CallStatus) : undefined
  if (callStatus === undefined || (search.statusId !== null && search.statusId > id)) return
  search.statusId = id
  search.callStatus = callStatus
}
