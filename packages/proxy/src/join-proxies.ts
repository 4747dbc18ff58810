import type { Recorder } from '@ringback/redaction/node'
import { createCounter } from './counts.ts'
import { createEventStream } from './event-stream.ts'
import type { ProxyCounts, ProxyEvent } from './events.ts'
import { tellerOf } from './record/recording.ts'
import { tellRecorder } from './record/spool-recording.ts'
import { sumOfTraffic, type Traffic } from './traffic/traffic.ts'

/** What a proxy in another process tells: what happened since it last did, and its counts now. */
export interface ProxyNews {
  readonly events: readonly ProxyEvent[]
  readonly counts: ProxyCounts
  /** What has passed it so far. */
  readonly traffic: Traffic
}

/** Several proxies in processes of their own, told as one. */
export interface JoinedProxies {
  /** What happens in all of them and in the recorder, but for `listening`, `auth-tokens-changed`, `draining` and `closed`. */
  readonly events: AsyncIterable<ProxyEvent>
  /** How many of each, in all of them. */
  readonly counts: ProxyCounts
  /** What has passed all of them so far. */
  readonly traffic: Traffic
  /** What one of them tells; `proxy` names it. */
  see(proxy: number, news: ProxyNews): void
  /** One of them is gone. What it has counted stays counted. */
  gone(proxy: number): void
  /** Tells an event of all of them together. */
  emit(event: ProxyEvent): void
  /** No more events. */
  end(): void
}

const nothing: ProxyCounts = createCounter().counts(0)

/**
 * Joins what proxies tell that run in processes of their own, and what the recorder does that settles what they keep.
 * @param upstream the origin of the app
 */
export function joinProxies(recorder: Pick<Recorder, 'onEvent'>, upstream: string): JoinedProxies {
  const stream = createEventStream<ProxyEvent>()
  const proxies = new Map<number, ProxyCounts>()
  const carried = new Map<number, Traffic>()
  const own = createCounter()
  const emitOwn = (event: ProxyEvent): void => {
    own.see(event)
    stream.emit(joined(event, [...proxies.values()].reduce(sum, nothing)))
  }
  const told = tellerOf(upstream, emitOwn, () => own.counts(0).notRecorded)
  tellRecorder(recorder, told, emitOwn)

  function counts(): ProxyCounts {
    return [...proxies.values()].reduce(sum, own.counts(0))
  }

  /** An event with the counts of one of them, with those of all. */
  function joined(event: ProxyEvent, others: ProxyCounts): ProxyEvent {
    if (event.type === 'refused') return { ...event, total: event.total + others.refused }
    if (event.type === 'not-recorded') return { ...event, total: event.total + others.notRecorded }
    return event
  }

  return {
    events: stream,
    get counts() {
      return counts()
    },
    get traffic() {
      return [...carried.values()].reduce(sumOfTraffic, own.traffic())
    },
    see(proxy, news) {
      proxies.delete(proxy)
      const others = counts()
      for (const event of news.events) {
        if (!isOfOne(event)) stream.emit(joined(event, others))
      }
      proxies.set(proxy, news.counts)
      carried.set(proxy, news.traffic)
    },
    gone(proxy) {
      proxies.set(proxy, { ...(proxies.get(proxy) ?? nothing), inFlight: 0 })
    },
    emit: (event) => stream.emit(event),
    end: () => stream.end(),
  }
}

/** What each proxy does by itself, and all together do once. */
function isOfOne({ type }: ProxyEvent): boolean {
  return type === 'listening' || type === 'auth-tokens-changed' || type === 'draining' || type === 'closed'
}

function sum(a: ProxyCounts, b: ProxyCounts): ProxyCounts {
  return {
    exchanges: a.exchanges + b.exchanges,
    kept: a.kept + b.kept,
    recorded: a.recorded + b.recorded,
    notRecorded: a.notRecorded + b.notRecorded,
    leftOut: a.leftOut + b.leftOut,
    problems: a.problems + b.problems,
    otherTraffic: a.otherTraffic + b.otherTraffic,
    refused: a.refused + b.refused,
    upgrades: a.upgrades + b.upgrades,
    inFlight: a.inFlight + b.inFlight,
  }
}
