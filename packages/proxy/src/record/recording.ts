import type { SignatureCause } from '@ringback/recording'
import type { ObservedExchange, RecordedExchange } from '@ringback/redaction/node'
import type { NotRecordedReason, ProxyEvent } from '../events.ts'
import { pathClass } from '../path-class.ts'
import { createTimeText } from './time-text.ts'

/** Where the proxy takes what it observed. */
export interface Recording {
  /** Never waits and never throws. */
  take(observed: ObservedExchange): void
  /** Leaves within about `ms` milliseconds. What is not recorded or kept by then is lost, and counted. */
  close(ms: number): Promise<void>
}

/** Tells what becomes of exchanges, as events of the proxy. */
export interface Told {
  kept(
    exchange: Pick<
      ObservedExchange,
      'id' | 'startedAt' | 'method' | 'url' | 'durationMs' | 'signature' | 'problem'
    > & {
      readonly signatureCause?: SignatureCause | undefined
      readonly upstream?: string | undefined
    },
    status: number | null,
  ): void
  recorded(exchange: RecordedExchange): void
  notRecorded(reason: NotRecordedReason, message: string, ids: readonly string[]): void
}

/** `app`: what an exchange went to that does not say it itself; `lost`: how many were not recorded so far. */
export function tellerOf(app: string, emit: (event: ProxyEvent) => void, lost: () => number): Told {
  const timeText = createTimeText()
  return {
    kept(
      { id, startedAt, method, url, durationMs, signature, signatureCause, problem, upstream = app },
      status,
    ) {
      const event: Extract<ProxyEvent, { readonly type: 'kept' }> = {
        type: 'kept',
        id,
        startedAt: timeText(startedAt),
        method,
        path: pathClass(url),
        status,
        ms: durationMs,
        verdict: signature,
        problem,
        upstream,
      }
      emit(signatureCause === undefined ? event : { ...event, signatureCause })
    },
    recorded: (exchange) => emit({ type: 'recorded', ...exchange }),
    notRecorded: (reason, message, ids) =>
      emit({ type: 'not-recorded', reason, message, ids, total: lost() + ids.length }),
  }
}
