import { expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

const agent = '+14155550123'

/** A call with everything in it that could come in another order. */
async function story(seed: number): Promise<string> {
  const { phone } = phoneTo(
    {
      '/voice': '<Gather numDigits="1" action="/menu" input="dtmf speech"><Say>press 1</Say></Gather>',
      '/menu': `<Dial action="/done" record="record-from-answer" recordingStatusCallback="/rec"><Number statusCallback="/child" statusCallbackEvent="initiated ringing answered completed" url="/whisper">${agent}</Number><Client statusCallback="/child">jenny</Client></Dial>`,
      '/whisper': '<Say>a call</Say>',
      '/done': '<Record action="/bye" recordingStatusCallback="/rec"/>',
      '/bye': '<Say>bye</Say>',
    },
    {
      seed,
      statusCallback: '/status',
      people: {
        [agent]: {
          after: 4,
          script: async (line) => {
            await line.connects()
            await line.say('hello')
            await line.hears('who is there')
            await line.hangup()
          },
        },
        'client:jenny': { does: 'is-busy', after: 2 },
      },
    },
  )
  const call = await phone.call()
  await call.press('1')
  await call.hears('hello')
  await call.say('who is there')
  await call.sees(({ type }) => type === 'beep')
  await call.say('a message')
  await call.ends()
  return JSON.stringify([call.timeline, call.recording()])
}

test('the same seed and script give the same timeline, byte for byte, 100 times, also at the same time', async () => {
  const first = await story(7)
  for (let round = 0; round < 50; round += 1) expect(await story(7)).toBe(first)
  const together = await Promise.all(Array.from({ length: 50 }, () => story(7)))
  expect(new Set(together)).toEqual(new Set([first]))
  expect(await story(8)).not.toBe(first)
})
