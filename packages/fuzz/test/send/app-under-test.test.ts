import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { openAccess } from '../../src/options/client-options.ts'
import { createTally } from '../../src/report/tally.ts'
import { createAppUnderTest, type AppUnderTest } from '../../src/send/app-under-test.ts'
import { createStop, Stopped, type Stop } from '../../src/send/stop.ts'
import { appOf, optionsFor, plainOf, publicUrl, twiml } from '../support.ts'

const request = {
  kind: 'voice.incoming-pstn',
  method: 'POST',
  url: `${publicUrl}/voice`,
  parameters: plainOf(),
} as const

function underTest(listener: RequestListener, stop: Stop, concurrency = 2) {
  const tally = createTally()
  const counts: number[] = []
  const app: AppUnderTest = createAppUnderTest({
    access: openAccess(optionsFor(listener, { timeouts: { totalMs: 50, readMs: 50 } })),
    seed: 1,
    concurrency,
    stop,
    tally,
    onRequest: () => counts.push(tally.requests),
  })
  return { app, counts }
}

test('requests are counted, and never more in flight than allowed', async () => {
  let inFlight = 0
  let most = 0
  const listener: RequestListener = (req, res) => {
    inFlight += 1
    most = Math.max(most, inFlight)
    setImmediate(() => {
      inFlight -= 1
      res.end()
    })
    req.resume()
  }
  const { app, counts } = underTest(listener, createStop(undefined, undefined), 3)
  await Promise.all(Array.from({ length: 12 }, () => app.send(request)))
  expect(counts).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
  expect(most).toBe(3)
})

test('nothing is sent once the run has ended', async () => {
  const stop = createStop(undefined, undefined)
  const { app, counts } = underTest(
    appOf(() => twiml('')),
    stop,
  )
  await app.send(request)
  stop.now('max-time')
  await expect(app.send(request)).rejects.toBeInstanceOf(Stopped)
  expect(counts).toEqual([1])
})

test('an app that never answers is given up in time', async () => {
  const { app } = underTest((req) => void req.resume(), createStop(undefined, undefined))
  expect((await app.sendImpatiently(request)).problem).not.toBeNull()
})
