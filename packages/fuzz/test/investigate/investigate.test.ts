import { describe, expect, it } from 'vitest'
import { sendToRoute } from '../../src/routes/send-to-route.ts'
import type { Route } from '../../src/routes/route.ts'
import type { Run } from '../../src/run.ts'
import { appOf, changed, plainOf, publicUrl, routeAt, runOn, twiml } from '../support.ts'

const broken = { status: 500, body: '' }

/** Sends parameters to a route, and investigates all that is found. */
async function investigated(run: Run, route: Route, parameters = plainOf(route.kind)): Promise<void> {
  const sent = await sendToRoute(run, route, parameters)
  await Promise.all(run.judge(sent).map((finding) => run.investigate({ route, sent, finding })))
}

describe('an investigation', () => {
  it('reports the one parameter that takes part', async () => {
    const { run } = runOn(appOf(({ get }) => (get('FromCity') === '' ? broken : twiml(''))))
    await investigated(run, routeAt('/voice'), changed(plainOf(), { FromCity: '', From: 'anonymous' }))
    const [finding] = run.ledger.findings()
    expect(finding?.message).toMatch(/It happens when FromCity is empty\.$/)
    expect(finding?.request.params).toMatchObject({ FromCity: '', From: '+14155550100' })
    expect(finding?.response).toEqual({ status: 500 })
  })

  it('reports a cause once, and spares the requests for the second', async () => {
    const { run } = runOn(appOf(({ get }) => (get('FromCity') === '' ? broken : twiml(''))))
    await investigated(run, routeAt('/voice'), changed(plainOf(), { FromCity: '' }))
    const { requests } = run.tally
    await investigated(run, routeAt('/voice'), changed(plainOf(), { FromCity: '', CallerName: 'ANN' }))
    expect(run.tally.requests).toBe(requests + 1)
    expect(run.ledger.findings()).toHaveLength(1)
  })

  it('tells what does not show again as flaky, once, with how often it did', async () => {
    let count = 0
    const { run } = runOn(appOf(() => ((count += 1) === 1 ? broken : twiml(''))))
    await investigated(run, routeAt('/voice'))
    const [finding, ...others] = run.ledger.findings()
    expect(others).toEqual([])
    expect(finding).toMatchObject({ code: 'http-status', severity: 'warning' })
    expect(finding?.message).toMatch(/sent 10 more times, the same request showed it 0 times\.$/)
    expect(finding?.message).not.toContain('It happens when')
  })

  it('believes an app that refuses calls which it has not heard of', async () => {
    const calls = new Set<string>()
    const app = appOf(({ path, get }) => {
      const sid = get('CallSid') ?? ''
      if (path === '/voice') calls.add(sid)
      return calls.has(sid) ? twiml('') : broken
    })
    const { run } = runOn(app)
    const preceding = [
      { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice`, parameters: plainOf() },
    ] as const
    const route = routeAt('/menu', { kind: 'gather.action', preceding })
    await investigated(run, route)
    expect(run.ledger.findings()).toEqual([])
    expect(run.routes.needsPreceding(route)).toBe(true)
  })

  it('reports a status callback that crashes the app for a call that it has not heard of', async () => {
    const calls = new Set<string>()
    const app = appOf(({ path, get }) => {
      const sid = get('CallSid') ?? ''
      if (path === '/voice') calls.add(sid)
      return calls.has(sid) ? twiml('') : broken
    })
    const { run } = runOn(app)
    const preceding = [
      { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice`, parameters: plainOf() },
    ] as const
    await investigated(run, routeAt('/status', { kind: 'status.incoming-number', preceding }))
    const [finding, ...others] = run.ledger.findings()
    expect(others).toEqual([])
    expect(finding).toMatchObject({ kind: 'status.incoming-number', response: { status: 500 } })
    expect(finding?.message).toContain('a call that the app has not heard of')
  })

  it('proves a failure inside a call with the requests before it', async () => {
    const { run } = runOn(appOf(({ path }) => (path === '/menu' ? broken : twiml(''))))
    const preceding = [
      { kind: 'voice.incoming-pstn', method: 'POST', url: `${publicUrl}/voice`, parameters: plainOf() },
    ] as const
    const route = routeAt('/menu', { kind: 'gather.action', preceding, path: ['1'] })
    await investigated(run, route)
    expect(run.ledger.findings()).toMatchObject([{ kind: 'gather.action', path: ['1', expect.any(String)] }])
    expect(run.routes.needsPreceding(route)).toBe(false)
  })

  it('tells what answers HTTP 404 from what answers HTTP 400', async () => {
    const app = appOf(({ get }) => ({
      status: get('FromCity') === '' ? 404 : get('FromZip') === '' ? 400 : 200,
      body: '',
    }))
    const { run } = runOn(app)
    await investigated(run, routeAt('/voice'), changed(plainOf(), { FromCity: '' }))
    await investigated(run, routeAt('/voice'), changed(plainOf(), { FromZip: '' }))
    const codes = run.ledger.findings().map(({ response }) => response.status)
    expect(codes).toEqual(expect.arrayContaining([404, 400]))
  })

  it('does not accuse an app that happens to dial the number which was sent', async () => {
    const dial = (number: string) => twiml(`<Dial><Number>${number}</Number></Dial><Say>Goodbye.</Say>`)
    const client = routeAt('/voice', { kind: 'voice.incoming-client-app' })
    const parameters = changed(plainOf(client.kind), { To: '+12025550147' })
    const { run: fixed } = runOn(appOf(() => dial('+12025550147')))
    await investigated(fixed, client, parameters)
    expect(fixed.ledger.findings()).toEqual([])
    const { run: open } = runOn(appOf(({ get }) => dial(get('To') ?? '')))
    await investigated(open, client, parameters)
    expect(open.ledger.findings()).toMatchObject([{ code: 'toll-fraud' }])
  })
})
