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
    ['it has an action after all', () => ({ body: question.replace('<Gather', '<Gather action="/menu"') })],
    ['it asks in each call first, and keeps that it has', appThatAsksFirst()],
  ])('is good where %s', async (_case, app) => {
    expect(await pressed(app)).toEqual([])
  })
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
  const heard: App = ({ request: { kind } }) => ({
    body: `<Response>${kind === 'record.action' ? '<Hangup/>' : '<Record/>'}</Response>`,
  })
  expect(await found('input-ignored', 'record.action', heard)).toEqual([])
})
