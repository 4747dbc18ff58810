import { describeForCaller, parseTwiml } from '@ringback/twiml'
import { expect, test } from 'vitest'

function lines(body: string): readonly string[] | null {
  const { document } = parseTwiml(`<Response>${body}</Response>`)
  return document && describeForCaller(document)
}

test.each([
  ['<Say>Hello  <break/> there</Say>', ['Says: Hello there']],
  ['<Say loop="0">Wait</Say>', ['Says: Wait (until hang-up)']],
  ['<Play loop="2">/a.mp3</Play><Play digits="12"/>', ['Plays: /a.mp3 (2 times)', 'Sends tones: 12']],
  [
    '<Gather numDigits="1"><Say>Press one.</Say></Gather>',
    ['Says: Press one.', 'Waits for up to 1 digit, 5 s'],
  ],
  [
    '<Gather input="dtmf speech" timeout="9" action="/x"/>',
    ['Waits for digits or speech, 9 s; then requests /x'],
  ],
  ['<Record maxLength="30" playBeep="false"/>', ['Records up to 30 s']],
  [
    '<Dial timeout="20"><Number>+14155550101</Number><Client><Identity>anna</Identity></Client></Dial>',
    ['Dials +14155550101, client anna, 20 s'],
  ],
  ['<Dial>+14155550101</Dial>', ['Dials +14155550101, 30 s']],
  ['<Dial><Conference>Room</Conference></Dial>', ['Dials conference Room, 30 s']],
  ['<Enqueue>support</Enqueue>', ['Waits in queue support']],
  ['<Pause length="2"/><Redirect/>', ['Pauses 2 s', 'Continues at the same document again']],
  ['<Reject reason="busy"/>', ['Rejects the call (busy)']],
  [
    '<Connect><Stream url="wss://example.com/a"/></Connect>',
    ['Connects to media stream wss://example.com/a'],
  ],
  [
    '<Start><Transcription/></Start><Stop><Stream name="s"/></Stop>',
    ['Starts transcription in the background', 'Stops media stream s'],
  ],
  [
    '<Pay chargeAmount="20" currency="eur" action="/p"/>',
    ['Asks for 20 eur (credit-card); then requests /p'],
  ],
  ['<Refer><Sip>sip:a@example.com</Sip></Refer>', ['Transfers the call to sip:a@example.com']],
  ['<Sms>We called</Sms><Echo/>', ['Sends a text message: We called', 'Echoes the caller until hang-up']],
  ['<Hangup/><Say>Never</Say>', ['Hangs up']],
  ['<say>Skipped</say><Leave/>', ['Leaves the queue']],
  ['', []],
])('%s', (body, expected) => {
  expect(lines(body)).toEqual(expected)
})
