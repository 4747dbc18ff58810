import { describe, expect, it } from 'vitest'
import { sendToRoute } from '../../src/routes/send-to-route.ts'
import type { Route } from '../../src/routes/route.ts'
import type { Run } from '../../src/run.ts'
import { appOf, changed, plainOf, routeAt, runOn, twiml } from '../support.ts'

const broken = { status: 500, body: '' }

/** What is found when these parameters are sent to a route. */
async function messagesOf(
  run: Run,
  route: Route,
  parameters = plainOf(route.kind),
): Promise<readonly string[]> {
  const sent = await sendToRoute(run, route, parameters)
  for (const finding of run.judge(sent)) await run.investigate({ route, sent, finding })
  return run.ledger.findings().map(({ message }) => message)
}

describe('the cause that a finding names', () => {
  it('is an earlier event of the conference that has not come, not a SID', async () => {
    const conferences = new Set<string>()
    const app = appOf(({ get }) => {
      const sid = get('ConferenceSid') ?? ''
      if (get('StatusCallbackEvent') === 'participant-join') conferences.add(sid)
      else if (!conferences.has(sid)) return broken
      return { body: '' }
    })
    const join = routeAt('/events', { kind: 'conference.participant-join' })
    const leave = routeAt('/events', { kind: 'conference.participant-leave' })
    const sid = `CF${'7'.repeat(32)}`
    const { run } = runOn(app)
    for (const route of [join, leave]) run.routes.add(route)
    const [plainFails, ...others] = await messagesOf(run, leave)
    expect(plainFails).toMatch(/It happens when no earlier event with the same ConferenceSid has come\.$/)
    expect(others).toEqual([])

    // Where the conference of the plain webhook is known, another SID fails only since nothing came before.
    conferences.clear()
    const second = runOn(app).run
    for (const route of [join, leave]) second.routes.add(route)
    await sendToRoute(second, join, plainOf(join.kind))
    const [otherFails] = await messagesOf(second, leave, changed(plainOf(leave.kind), { ConferenceSid: sid }))
    expect(otherFails).toMatch(/It happens when no earlier event with the same ConferenceSid has come\.$/)
  })

  it('is a repetition where a caller is refused the second time, not the key', async () => {
    const seen = new Set<string>()
    const app = appOf(({ get }) => {
      const key = `${get('From')} ${get('Digits')}`
      if (seen.has(key)) return broken
      seen.add(key)
      return twiml('<Say>Thank you.</Say>')
    })
    const { run } = runOn(app)
    const menu = routeAt('/menu', { kind: 'gather.action' })
    await sendToRoute(run, menu, plainOf(menu.kind))
    const [message, ...others] = await messagesOf(run, menu)
    expect(message).toMatch(/It happens when the same caller sends it again\.$/)
    expect(others).toEqual([])
  })

  it('is SpeechResult that is missing, where Digits is empty', async () => {
    const app = appOf(({ get }) => {
      const digits = get('Digits') ?? ''
      return digits === '' && get('SpeechResult') === undefined ? broken : twiml('<Say>Thank you.</Say>')
    })
    const menu = routeAt('/menu', { kind: 'gather.action' })
    const { run } = runOn(app)
    const [message] = await messagesOf(run, menu, changed(plainOf(menu.kind), { Digits: '' }))
    expect(message).toMatch(/It happens when Digits is empty and SpeechResult is missing\.$/)
  })

  it('is AnsweredBy that is missing, not the direction of the call', async () => {
    const app = appOf(({ get }) =>
      get('Direction') === 'outbound-api' && get('AnsweredBy') === undefined
        ? broken
        : twiml('<Say>Hello.</Say>'),
    )
    const { run } = runOn(app)
    const outbound = routeAt('/voice', { kind: 'voice.outbound-api-twiml' })
    for (const route of [routeAt('/voice'), outbound]) run.routes.add(route)
    const [message] = await messagesOf(run, outbound)
    expect(message).toMatch(/It happens when AnsweredBy is missing\.$/)
  })

  it('is every caller without a phone number, told once for all that call', async () => {
    const app = appOf(({ get }) =>
      get('From')?.startsWith('+') === true ? twiml('<Say>Hello.</Say>') : broken,
    )
    const { run } = runOn(app)
    const voice = routeAt('/voice')
    for (const From of ['464', 'anonymous', '02079460000', '', 'restricted'])
      await messagesOf(run, voice, changed(plainOf(), { From }))
    const client = routeAt('/voice', { kind: 'voice.incoming-client-app' })
    const messages = await messagesOf(run, client)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatch(/It happens when From is no phone number, such as "464"\.$/)
  })
})
