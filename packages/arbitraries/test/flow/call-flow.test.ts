import { callFlow, couldHaveProduced, type CallFlow, type Delivery } from '@ringback/arbitraries'
import {
  isFinalCallStatus,
  kindRow,
  nextCallStatuses,
  validate,
  valueOf,
  type CallStatus,
} from '@ringback/catalog'
import { assert, check, property, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('callFlow', () => {
  it('consists of webhooks that could have been produced', () => {
    assert(
      property(callFlow({ duplicates: true, retries: true, reordered: true }), ({ deliveries }) => {
        for (const { webhook } of deliveries) {
          const { kind, method, parameters } = webhook
          expect(couldHaveProduced(kind, method, parameters)).toEqual([])
          expect(
            validate(kind, parameters, { method }).filter(({ severity }) => severity === 'error'),
          ).toEqual([])
        }
      }),
    )
  })

  it('follows the status machine on each leg', () => {
    assert(
      property(callFlow(), (flow) => {
        const legs = Map.groupBy(flow.deliveries, (delivery) => told(delivery, 'CallSid'))
        for (const deliveries of legs.values()) {
          const statuses = deliveries.map((delivery) => told(delivery, 'CallStatus'))
          statuses.forEach((status, place) => {
            const before = statuses[place - 1]
            if (before === undefined || before === status) return
            expect(reachable(told(deliveries[0], 'Direction'), before)).toContain(status)
          })
          expect(isFinalCallStatus(statuses.at(-1) ?? '')).toBe(true)
        }
      }),
    )
  })

  it('keeps the parties of the call on each of its webhooks', () => {
    assert(
      property(callFlow(), ({ callSid, deliveries }) => {
        const own = deliveries.filter((delivery) => told(delivery, 'CallSid') === callSid)
        for (const name of ['AccountSid', 'From', 'To', 'Direction', 'FromCountry', 'ToCity']) {
          const values = own.flatMap(({ webhook }) => valueOf(webhook.parameters, name) ?? [])
          expect(new Set(values).size).toBeLessThanOrEqual(1)
        }
        const children = deliveries.filter((delivery) => told(delivery, 'CallSid') !== callSid)
        for (const child of children) expect(told(child, 'ParentCallSid')).toBe(callSid)
      }),
    )
  })

  it('repeats and delays only what may be', () => {
    const flows = sample(callFlow({ duplicates: true, retries: true, reordered: true }), 300)
    const attempts = flows.flatMap(({ deliveries }) => deliveries)
    for (const { webhook, attempt } of attempts) {
      if (attempt === 'first') continue
      expect(attempt).toBe(kindRow(webhook.kind).synchronous ? 'retry' : 'duplicate')
    }
    expect(new Set(attempts.map(({ attempt }) => attempt)).size).toBe(3)
    const undisturbed = sample(callFlow(), 300).flatMap(({ deliveries }) => deliveries)
    expect(undisturbed.every(({ attempt }) => attempt === 'first')).toBe(true)
  })

  it('is of the direction asked for, and dials only where it may', () => {
    for (const { deliveries } of sample(callFlow({ direction: 'outbound-api', dials: false }), 100)) {
      expect(deliveries.every((delivery) => told(delivery, 'Direction') === 'outbound-api')).toBe(true)
    }
    const kinds = new Set(
      sample(callFlow(), 300).flatMap((flow) => flow.deliveries.map(({ webhook }) => webhook.kind)),
    )
    expect(kinds).toContain('dial.action')
    expect(kinds).toContain('status.dial-number')
    expect(kinds).toContain('dial.number-url')
  })

  it('shrinks to the shortest call that still fails', () => {
    const { counterexample } = check(
      property(
        callFlow(),
        (flow: CallFlow) => !flow.deliveries.some(({ webhook }) => webhook.kind === 'record.action'),
      ),
      { numRuns: 1000 },
    )
    const kinds = counterexample?.[0].deliveries.map(({ webhook }) => webhook.kind)
    expect(kinds?.filter((kind) => kind === 'record.action').length).toBe(1)
    expect(kinds?.every((kind) => !kind.startsWith('dial.') && kind !== 'gather.action')).toBe(true)
  })
})

function told(delivery: Delivery | undefined, name: string): string {
  return valueOf(delivery?.webhook.parameters ?? [], name) ?? ''
}

/** Every status that may come after one, at once or later. */
function reachable(direction: string, status: string): readonly string[] {
  // The values come from the catalog's own enums.
  const next = nextCallStatuses(direction as Parameters<typeof nextCallStatuses>[0], status as CallStatus)
  return next.flatMap((each) => [each, ...reachable(direction, each)])
}
