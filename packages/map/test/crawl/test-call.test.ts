import { describe, expect, it } from 'vitest'
import { makeTestCall } from '../../src/crawl/test-call.ts'
import { goodPages, optionsFor } from '../support.ts'

const keys = (pressed: string) => ({ type: 'keys', keys: pressed }) as const

describe('a test call', () => {
  it('stops where its steps have led it', async () => {
    const call = await makeTestCall(optionsFor(goodPages), [keys('3')], [keys('2')])
    expect(call.places.map(({ waiting }) => waiting.for)).toEqual(['gather', 'gather', 'record'])
    expect(call.isOver).toBe(false)
    expect(call.hangup).toBeDefined()
  })

  it('tells what the last inputs led to, and nothing of what came before', async () => {
    const call = await makeTestCall(optionsFor(goodPages), [keys('3')], [keys('1')])
    expect(call.segment.dialled).toEqual(['+14155550123'])
    expect(call.segment.heard).not.toContain('Wrong.')
    expect(call.segment.webhooks.map(({ kind }) => kind)).toEqual(['gather.action'])
  })

  it('without inputs tells the whole beginning', async () => {
    const call = await makeTestCall(optionsFor(goodPages), [], [])
    expect(call.segment.webhooks.map(({ kind }) => kind)).toEqual(['voice.incoming-pstn'])
    expect(call.requests).toBe(1)
  })

  it('is over when the app has ended it', async () => {
    const call = await makeTestCall(optionsFor(goodPages), [], [{ type: 'nothing' }])
    expect(call).toMatchObject({ isOver: true, hangup: undefined })
    expect(call.segment.heard).toEqual(['Goodbye.'])
  })
})
