import { expect, test } from 'vitest'
import { phoneTo } from '../support/test-app.ts'

const agent = '+14155550123'

test('TwiML of Twilio takes the call over: it is named, not requested, and no error', async () => {
  const { phone } = phoneTo({
    '/voice': '<Redirect>https://twimlets.com/voicemail?Email=a@example.com</Redirect>',
  })
  const call = await phone.call()
  await call.ends()
  expect(call.events()).toContainEqual(
    expect.objectContaining({ type: 'twilio-content', title: 'voicemail twimlet' }),
  )
  expect(call.events().filter(({ type }) => type === 'problem')).toEqual([])
  expect(call.exchanges().map(({ request }) => new URL(request.url).pathname)).toEqual(['/voice'])
  expect(call.transcript).toContain("goes on with Twilio's own voicemail twimlet")
  expect(call.transcript).not.toContain('We are sorry')
})

test('sounds of Twilio are played, not requested, even by an app that is called in this process', async () => {
  const sound = 'https://api.twilio.com/cowbell.mp3'
  const { phone } = phoneTo({ '/voice': `<Play>${sound}</Play><Say>Welcome.</Say>` })
  const call = await phone.call()
  await call.ends()
  expect(call.transcript).toContain(`plays ${sound}`)
  expect(call.transcript).toContain('Welcome.')
  expect(call.exchanges()).toHaveLength(1)
})

test('hold music of a twimlet lasts until an agent takes the call', async () => {
  const { phone } = phoneTo(
    {
      '/voice':
        '<Enqueue waitUrl="http://twimlets.com/holdmusic?Bucket=com.twilio.music.ambient">support</Enqueue>',
      '/agent': '<Dial><Queue>support</Queue></Dial>',
    },
    { people: { [agent]: { after: 1, script: async (line) => line.connects() } } },
  )
  const call = await phone.call()
  await call.sees(({ type }) => type === 'twilio-content')
  expect(call.waitingFor()).toMatchObject({ for: 'queue' })
  expect(call.events().filter(({ type }) => type === 'twilio-content')).toHaveLength(1)
  await call.hangup()
  expect(call.events().filter(({ type }) => type === 'problem')).toEqual([])
})
