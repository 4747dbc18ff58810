import { createRedactor } from '@ringback/redaction'
import type { Exchange } from '@ringback/recording'
import { describe, expect, test } from 'vitest'
import {
  attackedAnswers,
  attackedRequests,
  callSid,
  placements,
  haystackOf,
  survivors,
} from '@ringback/test-support/canary'
import { exchange } from './exchanges.ts'

const key = new Uint8Array(32).fill(5)
const all = [...placements, ...attackedRequests, ...attackedAnswers]

function written(given: Partial<Exchange>): string {
  const {
    request: asked,
    response,
    problem,
    callSid: ofCall,
  } = createRedactor({ key }).redactExchange(exchange({ id: '1', callSid, response: null, ...given }))
  return [
    asked.method,
    asked.url,
    JSON.stringify(asked.headers),
    JSON.stringify(asked.body),
    JSON.stringify(response),
    problem?.message,
    ofCall,
  ].join('\n')
}

describe('nothing private is left in a redacted exchange', () => {
  test('at least 480 places are looked at, each with a name of its own', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(480)
  })

  test('only the survivors listed survive', () => {
    const found = all.filter(({ secrets, given }) => {
      const haystack = haystackOf(written(given))
      return secrets.some((secret) => haystack.holds(secret))
    })
    expect(found.map(({ name }) => name).toSorted()).toEqual([...survivors.keys()].toSorted())
    expect(survivors.size).toBeLessThanOrEqual(10)
  })
})
