import { expect, test } from 'vitest'
import { coveragePhase } from '../../src/phases/coverage.ts'
import { probeFirst } from '../../src/phases/security.ts'
import type { Run } from '../../src/run.ts'
import { appOf, routeAt, runOn, twiml } from '../support.ts'

function coverAll(run: Run): Promise<void> {
  return coveragePhase({ ...run, probeFirst: (route) => probeFirst(run, route) })
}

test('every edge case is sent to a page, and to those behind it', async () => {
  const asked = new Map<string, number>()
  const app = appOf(({ path }) => {
    asked.set(path, (asked.get(path) ?? 0) + 1)
    return twiml(path === '/voice' ? '<Gather action="/menu"/>' : '<Say>Goodbye.</Say>')
  })
  const { run } = runOn(app)
  run.routes.add(routeAt('/voice'))
  await coverAll(run)
  expect(asked.get('/voice')).toBeGreaterThan(20)
  expect(asked.get('/menu')).toBeGreaterThan(20)
  expect(run.tally.coverage.coverage().missed.filter(({ kind }) => kind === 'voice.incoming-pstn')).toEqual(
    [],
  )
  expect(run.routes.covered().map(({ kind }) => kind)).toEqual(['voice.incoming-pstn', 'gather.action'])
})

test('an app that makes a new page of every request comes to an end', async () => {
  let pages = 0
  const letters = (count: number): string => count.toString(2).replaceAll('0', 'a').replaceAll('1', 'b')
  const app = appOf(() => {
    pages += 1
    return twiml(`<Redirect>/next?page=${letters(pages)}</Redirect>`)
  })
  const { run } = runOn(app)
  run.routes.add(routeAt('/voice'))
  await coverAll(run)
  expect(run.routes.all().length).toBeLessThanOrEqual(400)
  expect(run.routes.covered().length).toBeLessThanOrEqual(80)
})

test.each([1, 2, 3, 4, 5])(
  'callers who are mixed up are found before they are all turned away (seed %i)',
  async (seed) => {
    const wrongKeys = new Map<string, number>()
    const { run } = runOn(
      appOf(({ path, get }) => {
        if (path === '/voice') return twiml('<Gather numDigits="1" action="/menu"/>')
        if (get('Digits') === '1') return twiml('<Say>Welcome.</Say>')
        const from = get('From') ?? ''
        wrongKeys.set(from, (wrongKeys.get(from) ?? 0) + 1)
        return twiml((wrongKeys.get(from) ?? 0) > 2 ? '<Say>Too many.</Say><Hangup/>' : '<Say>Wrong.</Say>')
      }),
      { seed },
    )
    run.routes.add(routeAt('/voice'))
    await coverAll(run)
    expect(run.ledger.findings().map(({ code }) => code)).toContain('withheld-callers-mixed-up')
  },
)
