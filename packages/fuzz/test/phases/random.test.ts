import { expect, test } from 'vitest'
import { randomPhase } from '../../src/phases/random.ts'
import { appOf, routeAt, runOn, twiml } from '../support.ts'

const asked = async (seed: number) => {
  const callers: string[] = []
  const app = appOf(({ path, get }) => {
    callers.push(`${path} ${get('From')}`)
    return twiml('<Say>Hello.</Say>')
  })
  const { run } = runOn(app, { seed, runs: 30, concurrency: 1 })
  run.routes.add(routeAt('/voice'))
  run.routes.add(routeAt('/menu', { kind: 'gather.action' }))
  await randomPhase(run)
  return { callers, runs: run.tally.runs }
}

test('as many webhooks are sent as asked for, to all pages in turn; the same for the same seed', async () => {
  const { callers, runs } = await asked(5)
  expect(runs).toBe(30)
  expect(callers.filter((each) => each.startsWith('/menu'))).toHaveLength(15)
  expect((await asked(5)).callers).toEqual(callers)
  expect((await asked(6)).callers).not.toEqual(callers)
})

test('a page that accepts nothing is left out', async () => {
  const { run } = runOn(
    appOf(() => twiml('')),
    { runs: 10 },
  )
  run.routes.add(routeAt('/voice', { accepts: () => false }))
  await randomPhase(run)
  expect(run.tally).toMatchObject({ runs: 0, requests: 0 })
})
