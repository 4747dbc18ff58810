import { couldHaveProduced, edgeCasesOf } from '@ringback/arbitraries'
import { describe, expect, it } from 'vitest'

describe('a partial result', () => {
  const [{ webhook } = { webhook: undefined }] = edgeCasesOf('gather.partial-result')
  const words = ['UnstableSpeechResult', 'StableSpeechResult']
  const without = (webhook?.parameters ?? []).filter(([name]) => !words.includes(name))

  it.each(words)('has its words in %s', (name) => {
    expect(couldHaveProduced('gather.partial-result', 'POST', [...without, [name, 'I want to']])).toEqual([])
  })

  it('could not have been produced without words', () => {
    const rows = couldHaveProduced('gather.partial-result', 'POST', without)
    expect(rows.map(({ parameter, reason }) => [parameter, reason])).toEqual([
      ['UnstableSpeechResult', 'correlation'],
    ])
  })
})
