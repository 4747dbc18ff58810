import { the } from '../support/the.ts'
import { describe, expect, test } from 'vitest'
import { expectRealWebhooks, phoneTo, publicUrl, type Route } from '../support/test-app.ts'

const line = {
  '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue><Say>next verb</Say>',
  '/wait': '<Play>https://media.example.net/hold.mp3</Play>',
}
const agent = {
  '/agent': '<Dial action="/agent-done"><Queue url="/about-to-connect">support</Queue></Dial>',
  '/agent-done': '',
}

/** A call that waits, and another one, of an agent, that takes it. */
async function taken(routes: Readonly<Record<string, Route>>) {
  const one = phoneTo({ '/left': '', ...routes })
  const caller = await one.phone.call()
  await caller.waits(12)
  const taker = await one.phone.create({
    to: '+14155550123',
    from: '+14155550199',
    voice: { url: `${publicUrl}/agent`, method: 'POST' },
  })
  await taker.connects()
  return { ...one, caller, taker }
}

describe('1.7 Enqueue, Queue, Leave', () => {
  test('Enqueue: waitUrl is requested again each time its document runs out, with QueuePosition, QueueSid, QueueTime, AvgQueueTime, CurrentQueueSize, MaxQueueSize. [D]', async () => {
    const { phone, of } = phoneTo({ ...line, '/left': '' })
    const call = await phone.call()
    await call.waits(12)
    await call.hangup()
    const asked = of('/wait').map(
      ({ parameters: { QueuePosition, QueueTime, CurrentQueueSize, MaxQueueSize } }) => ({
        QueuePosition,
        QueueTime,
        CurrentQueueSize,
        MaxQueueSize,
      }),
    )
    expect(asked.slice(0, 2)).toEqual([
      { QueuePosition: '1', QueueTime: '0', CurrentQueueSize: '1', MaxQueueSize: '1000' },
      { QueuePosition: '1', QueueTime: '10', CurrentQueueSize: '1', MaxQueueSize: '1000' },
    ])
    expect(of('/wait')[0]?.parameters['QueueSid']).toMatch(/^QU\w{32}$/)
    expectRealWebhooks(phone)
  })

  test('Enqueue: empty waitUrl = silence, nothing is requested. [D]', async () => {
    const { phone, seen } = phoneTo({ '/voice': '<Enqueue waitUrl="">support</Enqueue>' })
    const call = await phone.call()
    await call.waits(100)
    expect(seen).toHaveLength(1)
    expect(call).toWaitFor('queue')
    await call.hangup()
  })

  test('Enqueue: bridged: the action is requested only after the bridge has ended, with QueueResult=bridged. [D]', async () => {
    const { phone, caller, taker, of } = await taken({
      ...line,
      ...agent,
      '/about-to-connect': '<Say>you are next</Say>',
    })
    expect(caller).toHaveSaid('you are next')
    expect(of('/left')).toHaveLength(0)
    const about = the(of('/about-to-connect')[0]).parameters
    expect(about).toMatchObject({ CallSid: caller.callSid, DequeingCallSid: taker.callSid })
    await taker.hangup()
    await caller.settle()
    expect(of('/left')[0]?.parameters).toMatchObject({
      QueueResult: 'bridged',
      QueueTime: about['QueueTime'],
    })
    expect(of('/agent-done')[0]?.parameters).toMatchObject({
      DialCallStatus: 'completed',
      DialCallSid: caller.callSid,
      QueueSid: about['QueueSid'],
    })
    await caller.ends()
    expectRealWebhooks(phone)
  })

  test('Dial > Queue: takes the first waiting call; an empty queue waits until the Dial timeout. [D]', async () => {
    const { phone, of } = phoneTo({
      ...line,
      '/left': '',
      '/agent': '<Dial timeout="20" action="/agent-done"><Queue>support</Queue></Dial>',
      '/agent-done': '',
    })
    const first = await phone.call({ from: '+14155550101' })
    await first.hangup()
    const taker = await phone.create({
      to: '+14155550123',
      from: '+14155550199',
      voice: { url: `${publicUrl}/agent`, method: 'POST' },
    })
    await taker.ends()
    expect(of('/agent-done')[0]?.parameters).toMatchObject({ DialCallStatus: 'no-answer' })
  })

  test('Dial > Queue: missing queue: error status to action. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Dial action="/done"><Queue>nowhere</Queue></Dial>',
      '/done': '',
    })
    await (await phone.call()).ends()
    expect(of('/done')[0]?.parameters).toMatchObject({ DialCallStatus: 'failed' })
  })

  test('Leave: in a waitUrl document the call leaves the queue and goes on after Enqueue (action first). [D]', async () => {
    const withAction = phoneTo({
      ...line,
      '/wait': '<Pause length="3"/><Leave/>',
      '/left': '<Say>left</Say>',
    })
    const call = await withAction.phone.call()
    await call.ends()
    expect(withAction.of('/left')[0]?.parameters).toMatchObject({ QueueResult: 'leave', QueueTime: '3' })
    expect(call).toHaveSaid('left')
    const without = phoneTo({
      '/voice': '<Enqueue waitUrl="/wait">support</Enqueue><Say>next verb</Say>',
      '/wait': '<Leave/>',
    })
    const other = await without.phone.call()
    await other.ends()
    expect(other).toHaveSaid('next verb')
  })

  test('Leave elsewhere ends like end of document. [D I]', async () => {
    const { phone } = phoneTo({ '/voice': '<Leave/><Say>never</Say>' })
    const call = await phone.call()
    expect(call).toHaveEnded('completed')
    expect(call).not.toHaveSaid('never')
  })

  test('Enqueue: a full queue: 14207, QueueResult queue-full. [D]', async () => {
    const { phone, of } = phoneTo({
      '/voice': '<Enqueue maxQueueSize="1" waitUrl="" action="/left">small</Enqueue>',
      '/left': '<Say>full</Say>',
    })
    const first = await phone.call()
    const second = await phone.call()
    await second.ends()
    expect(second).toHaveLogged(14207)
    expect(of('/left')[0]?.parameters).toMatchObject({ QueueResult: 'queue-full' })
    await first.hangup()
  })

  test("Called away from the queue: QueueResult redirected; the new document has control, the action's answer is not run. [D I]", async () => {
    const { phone, of } = phoneTo({
      ...line,
      '/left': '<Say>dropped</Say>',
      '/new': '<Say>called away</Say>',
    })
    const call = await phone.call()
    phone.update(call.callSid, { type: 'document', voice: { url: `${publicUrl}/new`, method: 'POST' } })
    await call.hears('called away')
    await call.ends()
    expect(of('/left')[0]?.parameters).toMatchObject({ QueueResult: 'redirected' })
    expect(call).not.toHaveSaid('dropped')
  })
})
