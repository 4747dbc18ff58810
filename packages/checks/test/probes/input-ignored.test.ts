import { probes } from '@ringback/checks'
import { describe, expect, it } from 'vitest'
import { contextFor, plainRequest } from '../support/exchanges.ts'
import { found, type App } from '../support/probe-app.ts'

describe('a Gather without an action', () => {
  const question = '<Response><Gather numDigits="1"><Say>1 or 2</Say></Gather></Response>'
  const pressed = (app: App) => {
    const request = plainRequest('gather.action')
    const probe = probes.find(({ name }) => name === 'input-ignored')
    return probe?.run({ ...request, parameters: [...request.parameters, ['Digits', '1']] }, contextFor(app))
  }

  it('asks the same again where nobody looks at the keys', async () => {
    expect(await pressed(() => ({ body: question }))).toMatchObject([
      { code: 'input-ignored', severity: 'warning' },
    ])
  })

  it.each<[string, App]>([
    ['one key leads on', ({ get }) => ({ body: get('Digits') === '2' ? '<Response/>' : question })],
    [
      'it says that the key was wrong',
      ({ get }) => ({ body: get('Digits') === undefined ? question : question.replace('1 or', 'No: 1 or') }),
    ],
    ['its action is another page', () => ({ body: question.replace('<Gather', '<Gather action="/menu"') })],
    [
      'its action is the next question',
      () => ({ body: question.replace('<Gather', '<Gather action="/voice?line=2"') }),
    ],
    [
      'it repeats what it was asked to repeat',
      () => ({ body: question.replace('1 or 2', 'It is sunny. Press any key to hear this again.') }),
    ],
    ['it asks in each call first, and keeps that it has', appThatAsksFirst()],
  ])('is good where %s', async (_case, app) => {
    expect(await pressed(app)).toEqual([])
  })
})

it.each([
  ['<Gather numDigits="1" action="/voice?line=1"><Say>1 or 2</Say></Gather>'],
  ['<Gather numDigits="1"><Say>For sales, press 1. To hear this again, press 2.</Say></Gather>'],
])('finds that %s comes again on its own page, whatever key is pressed', async (gather) => {
  const request = plainRequest('gather.action')
  const probe = probes.find(({ name }) => name === 'input-ignored')
  const app: App = () => ({ body: `<Response>${gather}</Response>` })
  const parameters = [...request.parameters, ['Digits', '1'] as const]
  expect(await probe?.run({ ...request, parameters }, contextFor(app))).toMatchObject([
    { code: 'input-ignored', severity: 'warning', parameter: 'Digits' },
  ])
})

/** What a cookie of the call does: the first request of a call is asked, whatever it brings. */
function appThatAsksFirst(): App {
  const asked = new Set<string>()
  return ({ get }) => {
    const call = get('CallSid') ?? ''
    if (asked.has(call)) return { body: '<Response><Say>Thank you.</Say></Response>' }
    asked.add(call)
    return { body: '<Response><Gather numDigits="1"><Say>1 or 2</Say></Gather></Response>' }
  }
}

it('finds a Record that only records again', async () => {
  const again: App = () => ({ body: '<Response><Record/></Response>' })
  expect(await found('input-ignored', 'record.action', again)).toMatchObject([{ code: 'input-ignored' }])
  const own: App = () => ({ body: '<Response><Record action="/voice?line=1"/></Response>' })
  expect(await found('input-ignored', 'record.action', own)).toMatchObject([{ parameter: 'RecordingUrl' }])
  const dictation: App = () => ({ body: '<Response><Say>Your next note, please.</Say><Record/></Response>' })
  expect(await found('input-ignored', 'record.action', dictation)).toEqual([])
  const heard: App = ({ request: { kind } }) => ({
    body: `<Response>${kind === 'record.action' ? '<Hangup/>' : '<Record/>'}</Response>`,
  })
  expect(await found('input-ignored', 'record.action', heard)).toEqual([])
})
