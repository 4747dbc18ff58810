import { expect, test } from 'vitest'
import { reportOutage } from '../../src/phases/report-outage.ts'
import { changed, plainOf, routeAt, runOn, sentOf } from '../support.ts'

const odd = sentOf(changed(plainOf(), { From: 'anonymous' }))

async function reported(interrupted: readonly (typeof odd)[], answered: readonly (typeof odd)[] = []) {
  const { run } = runOn(() => undefined)
  run.routes.add(routeAt('/voice'))
  await reportOutage({
    ...run,
    app: { ...run.app, interrupted: () => interrupted, answered: () => answered },
  })
  return run.ledger.findings()
}

test('the last request is named', async () => {
  const [finding] = await reported([odd])
  expect(finding).toMatchObject({
    code: 'app-down',
    severity: 'error',
    request: { params: { From: 'anonymous' } },
  })
  expect(finding?.message).toContain(
    'Its last request was voice.incoming-pstn to /voice where From is "anonymous".',
  )
})

test('several requests are all named, and how to find out which it was', async () => {
  const [finding] = await reported([odd, sentOf(plainOf())])
  expect(finding?.message).toContain('2 requests')
  expect(finding?.message).toContain('a plain voice.incoming-pstn to /voice')
  expect(finding?.message).toContain('--concurrency 1')
})

test('where it was answering nothing, the last answers are named, without all of their differences', async () => {
  const flow = sentOf(
    changed(plainOf(), {
      From: '+12015550123',
      FromCity: 'A',
      FromState: 'B',
      FromZip: '1',
      CallerName: 'C',
    }),
  )
  const [finding] = await reported([], [flow, odd])
  expect(finding?.message).toMatch(
    /It was answering nothing; its last requests were voice\.incoming-pstn to \/voice where .+ and 2 more parameters differ/,
  )
  expect(finding?.response.status).toBe(200)
})

test('without a request nothing is reported', async () => {
  expect(await reported([])).toEqual([])
})
