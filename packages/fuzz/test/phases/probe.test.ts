import { describe, expect, it } from 'vitest'
import { probePhase } from '../../src/phases/probe.ts'
import { appOf, runOn, twiml } from '../support.ts'

describe('the probe', () => {
  it('finds an app that answers', async () => {
    const { run } = runOn(appOf(() => twiml('')))
    expect(await probePhase(run)).toBeUndefined()
    expect(run.tally).toMatchObject({ requests: 1, judged: 1 })
  })

  it('leaves an app that fails to the other phases', async () => {
    expect(await probePhase(runOn(appOf(() => ({ status: 500, body: '' }))).run)).toBeUndefined()
  })

  it('finds no app', async () => {
    const { run } = runOn((_req, res) => void res.destroy())
    expect(await probePhase(run)).toMatchObject({ isFinding: false })
    expect(run.tally.judged).toBe(0)
  })

  it('reports an app that refuses the right signature', async () => {
    const { run } = runOn((req, res) => {
      req.resume()
      res.writeHead(403).end()
    })
    expect(await probePhase(run)).toMatchObject({ isFinding: true })
    expect(run.ledger.findings()).toMatchObject([{ code: 'right-signature-refused', twilioCode: 11200 }])
  })

  it('does not mind an app that is slow', async () => {
    const { run } = runOn((req) => void req.resume(), { timeouts: { totalMs: 30, readMs: 30 } })
    expect(await probePhase(run)).toBeUndefined()
  })
})
