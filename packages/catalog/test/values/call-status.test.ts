import {
  callStatus,
  direction,
  isFinalCallStatus,
  nextCallStatuses,
  type CallStatus,
  type Direction,
} from '@ringback/catalog'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const anyDirection = fc.constantFrom(...Object.values(direction))

function walk(way: Direction, choices: readonly number[]): CallStatus[] {
  const walked: CallStatus[] = []
  for (const choice of choices) {
    const next = nextCallStatuses(way, walked.at(-1))
    const status = next[choice % Math.max(next.length, 1)]
    if (status === undefined) return walked
    walked.push(status)
  }
  return walked
}

test('every walk ends in a final status after at most five steps, and visits none twice', () => {
  fc.assert(
    fc.property(anyDirection, fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (way, choices) => {
      const walked = walk(way, choices)
      expect(isFinalCallStatus(walked.at(-1) ?? '')).toBe(true)
      expect(walked.slice(0, -1).some(isFinalCallStatus)).toBe(false)
      expect(new Set(walked).size).toBe(walked.length)
    }),
  )
})

test('an inbound call starts ringing, a REST call queued, a dialled leg initiated', () => {
  expect(nextCallStatuses('inbound')).toEqual([callStatus.ringing])
  expect(nextCallStatuses('outbound-api')).toEqual([callStatus.queued])
  expect(nextCallStatuses('outbound-dial')).toEqual([callStatus.initiated])
})

test('only an answered call completes', () => {
  for (const way of Object.values(direction)) {
    for (const status of Object.values(callStatus)) {
      const completes = nextCallStatuses(way, status).includes(callStatus.completed)
      expect(completes).toBe(status === callStatus.inProgress)
    }
  }
})
