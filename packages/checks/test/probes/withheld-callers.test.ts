import { expect, it } from 'vitest'
import { probes } from '@ringback/checks'
import { contextFor, plainRequest } from '../support/exchanges.ts'
import type { App } from '../support/probe-app.ts'

const pressed = (app: App) => {
  const request = plainRequest('gather.action')
  const probe = probes.find(({ name }) => name === 'withheld-callers')
  return probe?.run({ ...request, parameters: [...request.parameters, ['Digits', '9']] }, contextFor(app))
}

/** Turns a caller away after two wrong keys, by the number that calls. */
function strictApp(nameOf: (from: string, call: string) => string): App {
  const wrong = new Map<string, number>()
  return ({ get }) => {
    const name = nameOf(get('From') ?? '', get('CallSid') ?? '')
    wrong.set(name, (wrong.get(name) ?? 0) + 1)
    const isOver = (wrong.get(name) ?? 0) > 2
    return { body: `<Response>${isOver ? '<Hangup/>' : '<Say>Again</Say>'}</Response>` }
  }
}

it('finds callers who withhold their number and are counted as one', async () => {
  expect(await pressed(strictApp((from) => from))).toMatchObject([{ code: 'withheld-callers-mixed-up' }])
})

it('is content with an app that counts by call', async () => {
  expect(await pressed(strictApp((_from, call) => call))).toEqual([])
})
