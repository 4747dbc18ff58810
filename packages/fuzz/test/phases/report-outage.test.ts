import { expect, test } from 'vitest'
import { reportOutage } from '../../src/phases/report-outage.ts'
import { changed, plainOf, routeAt, runOn, sentOf } from '../support.ts'

const odd = sentOf(changed(plainOf(), { From: 'anonymous' }))

async function reported(...interrupted: readonly (typeof odd)[]) {
  const { run } = runOn(() => undefined)
  run.routes.add(routeAt('/voice'))
  await reportOutage({ ...run, app: { ...run.app, interrupted: () => interrupted } })
  return run.ledger.findings()
}

test('the last request is named', async () => {
  const [finding] = await reported(odd)
  expect(finding).toMatchObject({
    code: 'app-down',
    severity: 'error',
    request: { params: { From: 'anonymous' } },
  })
  expect(finding?.message).toContain('voice.incoming-pstn where From is "anonymous"')
})

test('several requests are all named, and how to find out which it was', async () => {
  const [finding] = await reported(odd, sentOf(plainOf()))
  expect(finding?.message).toContain('2 requests')
  expect(finding?.message).toContain('a plain voice.incoming-pstn')
  expect(finding?.message).toContain('--concurrency 1')
})

test('without a request nothing is reported', async () => {
  expect(await reported()).toEqual([])
})
