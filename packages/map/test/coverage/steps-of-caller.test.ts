import { leafPaths, stepsOfCaller } from '@ringback/map'
import { recordingsOf, type Recording, type SocketFrame } from '@ringback/recording'
import { createWalk, printKeyPath, type Step } from '@ringback/simulator'
import { plainExchange, sid } from '@ringback/test-support/exchange'
import { describe, expect, test } from 'vitest'
import { goodPages, mapOf, optionsFor, type Pages } from '../support.ts'

/** A call with these steps, as the recorder would keep it. */
async function recordingOf(pages: Pages, steps: readonly Step[]): Promise<Recording> {
  const { app, authToken } = optionsFor(pages)
  const walk = createWalk({ phone: { app, authToken }, steps })
  const call = await walk.start()
  await (call.isOver() ? call.ends() : call.hangup())
  await walk.phone.close()
  const [recording] = recordingsOf(call.exchanges())
  if (recording === undefined) throw new Error('nothing was recorded')
  return recording
}

function webhooksIn({ exchanges }: Recording): readonly string[] {
  return exchanges.map(({ kind, request }) => `${kind} ${new URL(request.url).pathname}`)
}

describe('the steps of a recorded caller', () => {
  test('lead to the same webhooks again', async () => {
    for (const steps of leafPaths(await mapOf(goodPages))) {
      const recording = await recordingOf(goodPages, steps)
      const again = await recordingOf(goodPages, stepsOfCaller(recording) ?? [])
      expect([printKeyPath(steps), ...webhooksIn(again)]).toEqual([
        printKeyPath(steps),
        ...webhooksIn(recording),
      ])
    }
  })

  test('are the keys with the one that ended them, the speech, and that the caller hung up', async () => {
    const pages: Pages = {
      '/voice': () => '<Gather action="/pin"><Say>Enter your PIN.</Say></Gather>',
      '/pin': () => '<Gather input="speech" action="/said"><Say>What is it about?</Say></Gather>',
      '/said': () => '<Gather numDigits="1" action="/more"/>',
    }
    const steps: readonly Step[] = [
      { type: 'keys', keys: '4711#' },
      { type: 'speech', text: 'my bill, please' },
    ]
    const recording = await recordingOf(pages, steps)
    expect(printKeyPath(stepsOfCaller(recording) ?? [])).toBe('4711#,"my bill, please",h')
  })

  test('are those that went over a WebSocket', () => {
    const frame = (message: object, at: number, from: 'twilio' | 'app' = 'twilio'): SocketFrame => ({
      from,
      atMs: at,
      untilMs: at,
      count: 1,
      text: JSON.stringify(message),
    })
    const call = { callSid: sid('CA', 1), parentCallSid: null }
    const relay =
      '<Response><Connect action="/after"><ConversationRelay url="wss://a.test/agent"/></Connect></Response>'
    const answer = (text: string) => ({
      status: 200,
      headers: [['Content-Type', 'text/xml']] as const,
      body: { text },
    })
    const [recording] = recordingsOf([
      { ...plainExchange, ...call, id: '1', kind: 'voice.incoming-pstn', response: answer(relay) },
      {
        ...plainExchange,
        ...call,
        id: '2',
        kind: null,
        socket: {
          protocol: 'conversation-relay',
          sid: sid('VX', 1),
          frames: [
            frame({ type: 'prompt', voicePrompt: 'good', last: false }, 1),
            frame({ type: 'prompt', voicePrompt: 'good morning', last: true }, 2),
            frame({ type: 'text', token: 'You said good morning', last: true }, 3, 'app'),
            frame({ type: 'dtmf', digit: '0' }, 4),
            frame({ event: 'dtmf', dtmf: { track: 'inbound_track', digit: '7' } }, 5),
          ],
          leftOut: 0,
          speech: [],
          closedBy: 'twilio',
          closeCode: 1000,
          closeReason: '',
        },
      },
    ])
    expect(recording && printKeyPath(stepsOfCaller(recording) ?? [])).toBe('"good morning",0,7,h')
  })

  test('are not known where no document was recorded', () => {
    const [recording] = recordingsOf([{ ...plainExchange, id: '1', callSid: sid('CA', 1), response: null }])
    expect(recording && stepsOfCaller(recording)).toBeUndefined()
  })
})
