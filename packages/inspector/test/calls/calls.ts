import { createKeptCalls, type KeptCalls } from '../../src/calls/kept-calls.ts'
import type { FoundCall, ReadNews } from '../../src/calls/folder-messages.ts'

/** A call as it is found in a folder: number `second` started in that second. */
export function foundCall(second: number, exchanges = 1): FoundCall {
  const firstId = `call-${second}`
  return {
    summary: {
      firstId,
      callSid: `CA${second}`,
      startedAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
      from: '+14155550100',
      to: '+14155550199',
      exchanges,
      problems: 0,
    },
    files: [`${firstId}.json`],
  }
}

/** What was read of it. */
export function readNews(second: number, digits: string): ReadNews {
  return {
    id: `call-${second}`,
    parameters: `CallSid=CA${second}\nDigits=${digits}\n`,
    details: {
      kinds: ['gather.action'],
      callStatus: 'in-progress',
      httpStatus: 200,
      problem: null,
      codes: [],
      signature: 'valid',
      durationMs: 1,
    },
  }
}

/** So many calls, every one read; every tenth pressed 7, the others 1. */
export function manyCalls(count: number): KeptCalls {
  const kept = createKeptCalls()
  const seconds = Array.from({ length: count }, (_none, second) => second)
  kept.list(
    seconds.map((second) => foundCall(second)),
    [],
  )
  kept.takeRead(seconds.map((second) => readNews(second, second % 10 === 0 ? '7' : '1')))
  return kept
}
