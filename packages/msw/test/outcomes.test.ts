import type { Person } from '@ringback/simulator'
import { describe, expect, it } from 'vitest'
import { app, from, setup, to, type Webhook } from './support/virtual-twilio.ts'

const events = ['initiated', 'ringing', 'answered', 'completed']
const call = { to, from, url: `${app}/voice`, statusCallback: `${app}/status` }

/** Places one call to somebody, to its end. */
async function outcomeOf(
  person: Person,
  options: Partial<Parameters<ReturnType<typeof setup>['client']['calls']['create']>[0]> = {},
): Promise<{ readonly webhooks: readonly Webhook[]; readonly call: Record<string, unknown> }> {
  const { client, twilio, webhooks } = setup(
    { '/voice': '<Say>Hello.</Say><Pause length="5"/>' },
    { people: { [to]: person } },
  )
  const { sid } = await client.calls.create({ ...call, statusCallbackEvent: events, ...options })
  await twilio.settled()
  return { webhooks, call: (await client.calls(sid).fetch()).toJSON() }
}

function statuses(webhooks: readonly Webhook[]): readonly (string | undefined)[] {
  return webhooks.filter(({ path }) => path === '/status').map(({ parameters }) => parameters['CallStatus'])
}

describe('outcomes', () => {
  it.each([
    [{ does: 'answers' }, ['initiated', 'ringing', 'in-progress', 'completed']],
    [{ does: 'is-busy' }, ['initiated', 'ringing', 'busy']],
    [{ does: 'refuses' }, ['initiated', 'ringing', 'busy']],
    [{ does: 'silent' }, ['initiated', 'ringing', 'no-answer']],
    [{ does: 'is-unreachable' }, ['initiated', 'ringing', 'failed']],
  ] as const)('%j: %j', async (person, expected) => {
    const { webhooks, call } = await outcomeOf(person)
    expect(statuses(webhooks)).toEqual(expected)
    expect(webhooks.map(({ parameters }) => parameters['SequenceNumber']).filter(Boolean)).toEqual(
      expected.map((_, index) => String(index)),
    )
    expect(call['status']).toBe(expected.at(-1))
    expect(webhooks.some(({ path }) => path === '/voice')).toBe(expected.at(-1) === 'completed')
  })

  it('gives up when nobody answers in time', async () => {
    const { webhooks, call } = await outcomeOf({ after: 20 }, { timeout: 10 })
    expect(statuses(webhooks)).toEqual(['initiated', 'ringing', 'no-answer'])
    expect(call['duration']).toBe('0')
  })

  it.each([
    [undefined, ['completed']],
    [['completed'], ['completed']],
    [['answered'], ['in-progress']],
    [
      ['initiated', 'completed'],
      ['initiated', 'completed'],
    ],
    [
      ['ringing', 'answered'],
      ['ringing', 'in-progress'],
    ],
  ])('sends only the events that were asked for: %j', async (asked, expected) => {
    const { webhooks } = await outcomeOf({}, { statusCallbackEvent: asked as string[] })
    expect(statuses(webhooks)).toEqual(expected)
  })

  it.each([[['initiated,ringing']], [['initiated ringing']], [['started']]])(
    'takes malformed events %j, logs 21626, and never calls back',
    async (statusCallbackEvent) => {
      const { client, twilio, webhooks } = setup({ '/voice': '<Say>Hello.</Say>' })
      const { sid } = await client.calls.create({ ...call, statusCallbackEvent })
      await twilio.settled()
      expect(statuses(webhooks)).toEqual([])
      expect(await client.calls(sid).notifications.list()).toMatchObject([{ errorCode: '21626' }])
    },
  )
})

describe('answering machine detection', () => {
  it('tells the document who answered, when it is sync', async () => {
    const { webhooks, call } = await outcomeOf(
      { answeredBy: 'machine_start' },
      { machineDetection: 'Enable' },
    )
    expect(webhooks.map(({ path }) => path)).toEqual(['/status', '/status', '/status', '/voice', '/status'])
    expect(webhooks[3]?.parameters['AnsweredBy']).toBe('machine_start')
    expect(call['answeredBy']).toBe('machine_start')
  })

  it('calls back when it is async, and does not keep the document waiting', async () => {
    const { webhooks, call } = await outcomeOf(
      { answeredBy: 'machine_end_beep', detectionMs: 800 },
      {
        machineDetection: 'DetectMessageEnd',
        asyncAmd: 'true',
        asyncAmdStatusCallback: `${app}/amd`,
        statusCallbackEvent: ['completed'],
      },
    )
    expect(webhooks.map(({ path }) => path)).toEqual(['/voice', '/amd', '/status'])
    expect(webhooks[0]?.parameters).not.toHaveProperty('AnsweredBy')
    expect(webhooks[1]?.parameters).toMatchObject({
      AnsweredBy: 'machine_end_beep',
      MachineDetectionDuration: '800',
    })
    expect(call['answeredBy']).toBe('machine_end_beep')
  })

  it.each([
    ['Enable', 'machine_end_silence', 'machine_start'],
    ['DetectMessageEnd', 'machine_start', 'machine_end_beep'],
    ['DetectMessageEnd', 'fax', 'fax'],
    ['Enable', 'human', 'human'],
  ] as const)('%s finds %s as %s', async (machineDetection, answeredBy, expected) => {
    const { call } = await outcomeOf({ answeredBy }, { machineDetection })
    expect(call['answeredBy']).toBe(expected)
  })

  it('does not know when its time is over', async () => {
    const { call } = await outcomeOf(
      { answeredBy: 'machine_end_beep', detectionMs: 9000 },
      { machineDetection: 'DetectMessageEnd', machineDetectionTimeout: 5 },
    )
    expect(call['answeredBy']).toBe('unknown')
  })
})
