import type { CallEvent } from '@ringback/simulator'
import { expect, test } from 'vitest'
import { heardIn, lastPage, segmentOf } from '../../src/crawl/segment.ts'
import { segmentWith } from '../support.ts'

const [callSid, legSid] = [`CA${'1'.repeat(32)}`, `CA${'2'.repeat(32)}`]
const common = { at: 0, callSid }
const say = (text: string, sid = callSid): CallEvent => ({
  ...common,
  callSid: sid,
  type: 'said',
  text,
  voice: '',
  language: '',
})
const problem = (code: string, level: 'error' | 'warning' = 'error'): CallEvent => ({
  ...common,
  type: 'problem',
  level,
  code,
  twilioCode: 11200,
  message: 'It fails.',
})

test('only what the caller hears is heard', () => {
  expect(segmentOf([say('Hello.'), say('A caller for you.', legSid)], callSid).heard).toEqual(['Hello.'])
  expect(heardIn({ ...common, type: 'played', url: 'https://app.example.com/a.mp3?x=1' })).toEqual([
    '♪ /a.mp3?x=1',
  ])
  expect(heardIn({ ...common, type: 'beep' })).toEqual([])
})

test('errors come with the page that was asked last; those of ringback itself are left out', () => {
  const sent: CallEvent = {
    ...common,
    type: 'webhook-sent',
    kind: 'gather.action',
    method: 'POST',
    url: 'https://app.example.com/menu?x=1',
    parameters: {},
  }
  const { problems } = segmentOf(
    [sent, problem('http-status'), problem('remote-target'), problem('slow', 'warning')],
    callSid,
  )
  expect(problems).toMatchObject([{ code: 'http-status', page: '/menu', twilioCode: 11200 }])
})

test('somebody is reached by a bridge, a conference, or a message that was left', () => {
  const recorded = (text: string): CallEvent => ({
    ...common,
    type: 'recorded',
    recordingSid: '',
    seconds: 1,
    text,
  })
  expect(segmentOf([{ ...common, type: 'bridged', with: legSid }], callSid).reachedSomebody).toBe(true)
  expect(segmentOf([recorded('Hello.')], callSid).reachedSomebody).toBe(true)
  expect(segmentOf([recorded('')], callSid).reachedSomebody).toBe(false)
  const twimlet = {
    ...common,
    type: 'twilio-content',
    url: 'https://twimlets.com/voicemail',
    title: 'x',
  } as const
  expect(segmentOf([twimlet], callSid).reachedSomebody).toBe(true)
})

test('the last page is the last one that was asked for TwiML', () => {
  const webhook = (kind: 'gather.action' | 'status.incoming-number', path: string) => ({
    kind,
    method: 'POST',
    url: `https://app.example.com${path}`,
    status: 200,
    problem: null,
  })
  const webhooks = [webhook('gather.action', '/menu'), webhook('status.incoming-number', '/status')]
  expect(lastPage(segmentWith({ webhooks }))).toBe('/menu')
  expect(lastPage(segmentWith())).toBeUndefined()
})
