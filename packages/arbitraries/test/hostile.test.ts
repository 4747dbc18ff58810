import { hostileWebhook, toWire } from '@ringback/arbitraries'
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
        if (hostility === 'missing') expect(value).toBeUndefined()
        if (hostility === 'very-long') expect(value?.length).toBeGreaterThan(4096)
        if (hostility === 'repeated') expect(parameters.filter(([name]) => name === parameter).length).toBe(2)
        expect(form === undefined).toBe(hostility !== 'broken-encoding')
      }),
    )
  })

  it('puts TwiML into caller names and speech', () => {
    const injected = sample(hostileWebhook({ kind: ['voice.incoming-pstn', 'gather.action'] }), 2000)
      .filter(({ hostility }) => hostility === 'injection')
      .map(({ parameter, parameters }) => `${parameter}: ${valueOf(parameters, parameter)}`)
    expect(injected.some((text) => text.startsWith('CallerName: </Say>'))).toBe(true)
    expect(injected.some((text) => text.startsWith('SpeechResult: <Redirect>'))).toBe(true)
  })

  it('breaks the encoding so that no encoder gives it', () => {
    assert(
      property(hostileWebhook({ kind: 'gather.action', method: 'POST' }), (hostile) => {
        if (hostile.form === undefined) return
        const { body = '' } = toWire(hostile, { url: 'https://example.com/voice', authToken: '12345' })
        expect(body).toBe(hostile.form)
        expect(decodeForm(body).parameters).toBeDefined()
      }),
    )
  })
})
