import { expect, test } from 'vitest'
import { coveragePhase } from '../../src/phases/coverage.ts'
import { appOf, routeAt, runOn, twiml } from '../support.ts'

test('every edge case is sent to a page, and to those behind it', async () => {
  const asked = new Map<string, number>()
  const app = appOf(({ path }) => {
    asked.set(path, (asked.get(path) ?? 0) + 1)
    return twiml(path === '/voice' ? '<Gather action="/menu"/>' : '<Say>Goodbye.</Say>')
  })
  const { run } = runOn(app)
  run.routes.add(routeAt('/voice'))
  await coveragePhase(run)
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
  await coveragePhase(run)
  expect(run.routes.all().length).toBeLessThanOrEqual(400)
  expect(run.routes.covered().length).toBeLessThanOrEqual(80)
})
