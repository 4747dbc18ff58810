import { expect, test } from 'vitest'
import { promptsAt } from '../../src/prompts/prompts-at.ts'

test('the prompts of a state are read once, each with its language', () => {
  const state = { heard: ['Press 1 for sales.', 'Para ventas, el dos.'], languages: ['', 'es-MX'] }
  const read = promptsAt(state)
  expect(read.offers.map(({ key }) => key)).toEqual(['1', '2'])
  expect(promptsAt(state)).toBe(read)
  expect(promptsAt({ ...state })).toEqual(read)
})
