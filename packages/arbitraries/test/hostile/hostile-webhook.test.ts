import { hostileWebhook } from '@ringback/arbitraries'
import { decodeForm, valueOf } from '@ringback/catalog'
import { assert, property, sample } from 'fast-check'
import { describe, expect, it } from 'vitest'

describe('hostileWebhook', () => {
  it('comes in every sort', () => {
    const sorts = new Set(sample(hostileWebhook(), 1000).map(({ hostility }) => hostility))
    expect([...sorts].toSorted()).toEqual([
      'broken-encoding',
      'control-characters',
      'injection',
      'missing',
      'repeated',
      'very-long',
      'wrong-type',
    ])
  })

  it('is hostile in the parameter it names', () => {
    assert(
      property(hostileWebhook(), ({ hostility, parameter, parameters, form }) => {
        const value = valueOf(parameters, parameter)
        const times = parameters.filter(([name]) => name === parameter).length
        expect(value === undefined).toBe(hostility === 'missing')
        expect((value?.length ?? 0) > 4096).toBe(hostility === 'very-long')
        expect(times).toBe(hostility === 'missing' ? 0 : hostility === 'repeated' ? 2 : 1)
        expect(form === undefined).toBe(hostility !== 'broken-encoding')
      }),
    )
  })

  it('puts TwiML into caller names and speech', () => {
    const injected = sample(hostileWebhook({ kind: ['voice.incoming-pstn', 'gather.action'] }), 20_000)
      .filter(({ hostility }) => hostility === 'injection')
      .map(({ parameter, parameters }) => `${parameter}: ${valueOf(parameters, parameter)}`)
    expect(injected.some((text) => /^CallerName: .*</.test(text))).toBe(true)
    expect(injected.some((text) => /^SpeechResult: .*</.test(text))).toBe(true)
  })

  it('breaks the encoding so that no encoder gives it', () => {
    assert(
      property(hostileWebhook({ kind: 'gather.action', method: 'POST' }), (hostile) => {
        if (hostile.form === undefined) return
        expect(decodeForm(hostile.form).parameters).toBeDefined()
      }),
    )
  })
})
