import { joinProxies, type ProxyCounts, type ProxyEvent, type Traffic } from '@ringback/proxy'
import type { RecorderEvent } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const nothing: ProxyCounts = {
  exchanges: 0,
  kept: 0,
  recorded: 0,
  notRecorded: 0,
  leftOut: 0,
  problems: 0,
  otherTraffic: 0,
  refused: 0,
  upgrades: 0,
  inFlight: 0,
}

const noTraffic = joinProxies({ onEvent: () => undefined }, 'http://app').traffic

/** What passes a proxy that has carried so many requests, for so many seconds each. */
function trafficOf(requests: number): Traffic {
  return {
    ...noTraffic,
    requests: noTraffic.requests.map((_, place) => (place === 3 ? requests : 0)),
    durations: {
      ...noTraffic.durations,
      twilio: { counts: noTraffic.durations.twilio.counts.map(() => requests), seconds: requests },
    },
    verdicts: { ...noTraffic.verdicts, valid: requests },
    upgrades: { ...noTraffic.upgrades, opened: requests },
  }
}

const happening = fc.constantFrom('carried', 'refused', 'not-recorded', 'recorded', 'set-aside')
const step = fc.record({
  proxy: fc.nat({ max: 2 }),
  happened: fc.array(happening, { maxLength: 5 }),
  isGone: fc.boolean(),
})

/** An event as one proxy tells it, which counts for itself. */
function eventOf(type: 'refused' | 'not-recorded', total: number): ProxyEvent {
  if (type === 'not-recorded') return { type, reason: 'spool-full', message: 'full', ids: ['x'], total }
  return {
    type,
    total,
    method: 'POST',
    path: '/voice',
    bodyBytes: 0,
    status: 403,
    verdict: 'missing',
    problem: { code: 'signature', message: 'missing' },
  }
}

test('what several proxies and their recorder tell is counted as one proxy counts it, whichever tells first and whichever dies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const recorder: { emit: (event: RecorderEvent) => void } = { emit: () => undefined }
      const joined = joinProxies({ onEvent: (listener) => void (recorder.emit = listener) }, 'http://app')
      const counts = new Map<number, ProxyCounts>()
      const all = { carried: 0, refused: 0, 'not-recorded': 0, recorded: 0, 'set-aside': 0 }
      for (const { proxy, happened, isGone } of steps) {
        const events: ProxyEvent[] = []
        const now = { ...(counts.get(proxy) ?? nothing) }
        for (const each of happened) {
          all[each] += 1
          if (each === 'carried') {
            Object.assign(now, { exchanges: now.exchanges + 1, kept: now.kept + 1, inFlight: 1 })
          } else if (each === 'recorded') {
            const exchange = {
              id: 'x',
              kind: null,
              callSid: null,
              from: null,
              to: null,
              method: 'POST',
              status: 200,
            }
            recorder.emit({ type: 'recorded', exchanges: [exchange] })
          } else if (each === 'set-aside') {
            recorder.emit({ type: 'not-recorded', reason: each, message: 'odd', ids: ['x'], count: 1 })
          } else {
            const name = each === 'refused' ? 'refused' : 'notRecorded'
            now[name] += 1
            events.push(eventOf(each, now[name]))
          }
        }
        counts.set(proxy, now)
        joined.see(proxy, {
          events: [...events, { type: 'draining', inFlight: 1 }],
          counts: now,
          traffic: trafficOf(now.exchanges),
        })
        if (isGone) {
          joined.gone(proxy)
          counts.set(proxy, { ...now, inFlight: 0 })
        }
      }
      const inFlight = [...counts.values()].reduce((sum, each) => sum + each.inFlight, 0)
      expect(joined.counts).toEqual({
        ...nothing,
        exchanges: all.carried,
        kept: all.carried,
        refused: all.refused,
        recorded: all.recorded,
        notRecorded: all['not-recorded'] + all['set-aside'],
        inFlight,
      })
      expect(joined.traffic).toEqual({
        ...trafficOf(all.carried),
        recorded: all.recorded === 0 ? {} : { 'unknown POST 2xx': all.recorded },
        notRecorded: { ...noTraffic.notRecorded, 'set-aside': all['set-aside'] },
      })
      joined.end()
      const totals = { refused: [] as number[], 'not-recorded': [] as number[] }
      let recorded = 0
      for await (const event of joined.events) {
        if (event.type === 'recorded') recorded += 1
        else if (event.type === 'refused' || event.type === 'not-recorded')
          totals[event.type].push(event.total)
        else throw new Error(`One proxy alone tells ${event.type}.`)
      }
      expect(recorded).toBe(all.recorded)
      expect(totals.refused).toEqual(totals.refused.map((_, index) => index + 1))
      expect([...totals['not-recorded']].sort((a, b) => a - b)).toEqual(
        totals['not-recorded'].map((_, index) => index + 1),
      )
    }),
  )
})
