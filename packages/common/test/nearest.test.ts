import { nearest } from '@ringback/common'
import { describe, expect, test } from 'vitest'

const words = ['break', 'Say', 'Dial', 'Gather', 'Redirect', 'finishOnKey', 'FromState', 'human']

describe('what was probably meant', () => {
  test.each([
    ['Dail', 'Dial'],
    ['Gahter', 'Gather'],
    ['gather', 'Gather'],
    ['Redirct', 'Redirect'],
    ['finsh-on-key', 'finishOnKey'],
    ['FromSate', 'FromState'],
    ['humam', 'human'],
    ['Sya', 'Say'],
  ])('%s is %s', (written, meant) => {
    expect(nearest(written, words)).toBe(meant)
  })

  test.each(['Speak', 'Brief', 'Goat', 'No', 'Teleport', ''])('%s is none of them', (written) => {
    expect(nearest(written, words)).toBeUndefined()
  })

  test('a word is not suggested for itself', () => {
    expect(nearest('Dial', words)).toBeUndefined()
  })
})
