import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { symptomOf } from '../../src/causes/symptom.ts'
import { securityPhase } from '../../src/phases/security.ts'
import { appOf, routeAt, runOn, twiml } from '../support.ts'

const open: RequestListener = (req, res) => {
  req.resume()
  res.writeHead(200, { 'content-type': 'text/xml' }).end('<Response><Say>Hello.</Say></Response>')
}

async function codesOf(app: RequestListener, more: Parameters<typeof runOn>[1] = {}) {
  const { run } = runOn(app, more)
  const route = routeAt('/voice')
  run.routes.add(route)
  run.routes.markCovered(route)
  await securityPhase(run)
  return { codes: run.ledger.findings().map(({ code }) => code), run }
}

test('an app that checks no signature is reported, with the probe as its proof', async () => {
  const stored: string[] = []
  const store = {
    write: async ({ proof }: { proof: { type: string } }) => void stored.push(proof.type),
    read: async () => undefined,
  }
  expect((await codesOf(open, { store })).codes).toEqual(['signature-not-enforced'])
  expect(stored).toEqual(['probe'])
})

test('an app that checks it is not', async () => {
  expect((await codesOf(appOf(() => twiml('<Say>Hello.</Say>')))).codes).toEqual([])
})

test('only the probes that are wanted run', async () => {
  const { codes, run } = await codesOf(open, { checks: ['http-status'] })
  expect(codes).toEqual([])
  expect(run.tally.requests).toBe(0)
})

test('the probes that other calls would disturb run while nothing else is sent', async () => {
  const sent: string[] = []
  const { run } = runOn(
    appOf(({ path, get }) => {
      if (get('FromCity')?.includes('\u0007') === true) sent.push('beside others')
      if (get('From') === '+12125550117') sent.push(`alone on ${path}`)
      return twiml('<Say>Hello.</Say>')
    }),
  )
  for (const path of ['/first', '/second', '/third']) {
    const route = routeAt(path, { kind: 'gather.action' })
    run.routes.add(route)
    run.routes.markCovered(route)
  }
  await securityPhase(run)
  const pages = sent.slice(sent.findIndex((each) => each !== 'beside others'))
  expect(sent.length - pages.length).toBeGreaterThan(2)
  expect([...new Set(pages)]).toEqual(['alone on /first', 'alone on /second', 'alone on /third'])
  // One page after the other.
  expect(pages).toEqual(pages.toSorted())
})

test('pages that are known to be slow are left alone', async () => {
  const { run } = runOn(open)
  const route = routeAt('/voice')
  run.routes.markCovered(route)
  const late = { code: 'total-timeout', severity: 'error', message: '' } as const
  run.causes.add(symptomOf(late, route.url), { differences: [] })
  await securityPhase(run)
  expect(run.tally.requests).toBe(0)
})
