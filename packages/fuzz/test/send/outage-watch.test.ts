import { expect, test } from 'vitest'
import { createOutageWatch } from '../../src/send/outage-watch.ts'
import { plainOf, sentOf } from '../support.ts'

const problem = (code: string) => ({
  ...sentOf(plainOf(), { response: null, problem: { code, message: '' } }),
})

test('an app that answered and then refuses connections is down', () => {
  const watch = createOutageWatch()
  expect(watch.isDownAfter(sentOf(plainOf()))).toBe(false)
  expect(watch.isDownAfter(problem('connection-refused'))).toBe(true)
})

test('an app that never answered is not', () => {
  expect(createOutageWatch().isDownAfter(problem('connection-refused'))).toBe(false)
})

test('the last three answers are remembered, the last one first', () => {
  const watch = createOutageWatch()
  const answers = ['1', '2', '3', '4'].map((Digits) => sentOf([['Digits', Digits]]))
  for (const each of answers) watch.isDownAfter(each)
  expect(watch.isDownAfter(problem('connection-refused'))).toBe(true)
  expect(watch.answered()).toEqual(answers.toReversed().slice(0, 3))
})

test('the requests that were cut short are remembered until the app answers again', () => {
  const watch = createOutageWatch()
  const cut = problem('answer-cut-short')
  watch.isDownAfter(sentOf(plainOf()))
  watch.isDownAfter(cut)
  expect(watch.interrupted()).toEqual([cut])
  watch.isDownAfter(sentOf(plainOf()))
  expect(watch.interrupted()).toEqual([])
})
