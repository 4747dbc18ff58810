import { parametersOf } from '../parameters-of.ts'
import type { Recording } from '../recording.ts'
import { everyPartyIn, noParties, partiesIn, type Parties } from '../parties-of.ts'
import { keyOfExchange } from '../recordings-of.ts'

/** A recording as far as a list shows it; caller and number called are those of the first exchange that names one of them. */
export interface RecordingSummary extends Parties {
  /** As in the recording. */
  readonly callSid: string | null
  /** The CallSids of all legs. */
  readonly legs: readonly string[]
  /** When the first exchange started: ISO 8601, UTC. */
  readonly startedAt: string
  /** Everybody that the webhooks name as caller or called, each once. */
  readonly parties: readonly string[]
  readonly exchanges: number
  /** Exchanges with a problem. */
  readonly problems: number
  /** The id of the first exchange. */
  readonly firstId: string
}

/** What a list shows of a recording. */
export function summaryOf({ callSid, legs, exchanges }: Recording): RecordingSummary {
  const parties = new Set<string>()
  let pair: Parties | undefined
  for (const { request } of exchanges) {
    const parameters = parametersOf(request)
    pair ??= partiesIn(parameters)
    for (const party of everyPartyIn(parameters)) parties.add(party)
  }
  return {
    callSid,
    legs: legs.map((leg) => leg.callSid),
    startedAt: exchanges[0]?.startedAt ?? '',
    ...(pair ?? noParties),
    parties: [...parties],
    exchanges: exchanges.length,
    problems: exchanges.filter(({ problem }) => problem !== null).length,
    firstId: exchanges[0]?.id ?? '',
  }
}

/** What a recording is found by: the CallSids of its legs, or the day of exchanges without a call. */
export function keysOfSummary({ callSid, legs, startedAt }: RecordingSummary): readonly string[] {
  if (callSid === null) return [keyOfExchange({ callSid, startedAt })]
  return legs.includes(callSid) ? legs : [callSid, ...legs]
}
