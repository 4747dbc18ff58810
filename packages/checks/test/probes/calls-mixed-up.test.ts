import { expect, it } from 'vitest'
import { found, type App } from '../support/probe-app.ts'

const say = (text: string) => ({ body: `<Response><Say>${text}</Say></Response>` })

it('finds what is kept in one variable for all calls, and whose number is heard', async () => {
  let first: string | undefined
  const app: App = ({ get }) => {
    first ??= get('From')
    const heard = say(`You call from ${first}.`)
    first = get('From')
    return heard
  }
  expect(await found('calls-mixed-up', 'gather.action', app)).toMatchObject([
    { code: 'calls-mixed-up', severity: 'error', message: expect.stringContaining("other caller's number") },
  ])
})

it('accepts an app that keeps calls apart', async () => {
  expect(
    await found('calls-mixed-up', 'gather.action', ({ get }) => say(`You call from ${get('From')}.`)),
  ).toEqual([])
})

it('accepts an app that says something else each time', async () => {
  let times = 0
  expect(await found('calls-mixed-up', 'gather.action', () => say(`Joke ${(times += 1)}.`))).toEqual([])
})
