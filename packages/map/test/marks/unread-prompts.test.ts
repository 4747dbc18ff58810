import { expect, test } from 'vitest'
import { choose, goodbye, mapOf, menu } from '../support.ts'

test('a sentence that speaks of keys and was not understood is listed once, with its state', async () => {
  const offer = 'For sales, press 1. For a message, press the button below the red one.'
  const { unreadPrompts } = await mapOf({
    '/voice': () => menu('/choose', offer) + menu('/choose', offer) + goodbye,
    '/choose': choose,
    '/thanks': () => goodbye,
  })
  expect(unreadPrompts).toEqual([
    { state: 1, sentence: 'For a message, press the button below the red one.' },
  ])
})
