import { parseTwiml } from '@ringback/twiml'
import { expect, test } from 'vitest'
import { targetsIn } from '../../src/routes/targets-in.ts'

const base = 'https://phone.example.com/ivr/voice'

function targets(verbs: string): readonly string[] {
  const { document } = parseTwiml(`<Response>${verbs}</Response>`)
  if (document === null) throw new Error('no TwiML')
  return targetsIn(document, 'voice.incoming-pstn', base).map(
    ({ kind, method, url, isAfterSilence }) =>
      `${kind} ${method} ${url.replace('https://phone.example.com', '')}${isAfterSilence ? ' after silence' : ''}`,
  )
}

test.each([
  ['a relative action', '<Gather action="menu"/>', ['gather.action POST /ivr/menu']],
  ['no action', '<Gather/>', ['gather.action POST /ivr/voice']],
  ['a method', '<Gather action="/menu" method="GET"/>', ['gather.action GET /menu']],
  ['a Redirect', '<Redirect>/next</Redirect>', ['voice.redirect POST /next']],
  [
    'a Redirect after a prompt',
    '<Gather action="/m"/><Redirect>/n</Redirect>',
    ['gather.action POST /m', 'voice.redirect POST /n after silence'],
  ],
  [
    'what comes after a Redirect',
    '<Redirect>/next</Redirect><Record action="/never"/>',
    ['voice.redirect POST /next'],
  ],
  [
    'nouns',
    '<Dial action="/ended"><Number url="/whisper" statusCallback="/status">+14155550100</Number></Dial>',
    ['dial.action POST /ended', 'dial.number-url POST /whisper', 'status.dial-number POST /status'],
  ],
  [
    'a Connect',
    '<Connect action="/over"><Stream url="wss://phone.example.com/media"/></Connect>',
    ['connect.stream-action POST /over'],
  ],
  [
    'conference events',
    '<Dial><Conference statusCallback="/c" statusCallbackEvent="start leave">A</Conference></Dial>',
    ['conference.conference-start POST /c', 'conference.participant-leave POST /c'],
  ],
  ['no http URL', '<Gather action="mailto:ann@example.com"/>', []],
])('%s', (_name, verbs, expected) => {
  expect(targets(verbs)).toEqual(expect.arrayContaining([...expected]))
  expect(
    targets(verbs).filter((each) => !/wait-url/.test(each) && !each.startsWith('dial.action POST /ivr')),
  ).toEqual(expected)
})
