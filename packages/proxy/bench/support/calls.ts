/** One webhook of a call, and the app's answer to it. */
export interface Turn {
  readonly path: string
  readonly form: string
  readonly answer: string
}

const cities = [
  ['SAN+FRANCISCO', 'CA', '94105'],
  ['NEW+YORK', 'NY', '10010'],
  ['CHICAGO', 'IL', '60601'],
  ['AUSTIN', 'TX', '73301'],
  ['', '', ''],
] as const
const names = ['DOE+JANE', 'RIVERA+ANA', 'WIRELESS+CALLER', 'OKONKWO+CHIDI', 'LINDQVIST+MAJ']
const said = [
  'I+need+to+move+my+appointment',
  'billing+please',
  'what+are+your+opening+hours',
  'speak+to+a+person',
]

const wait =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="speech dtmf" action="/voice/menu" numDigits="4" timeout="5">' +
  '<Say voice="Polly.Joanna">Thank you for calling Example Dental. For appointments press one, for billing press two, ' +
  'or stay on the line.</Say></Gather><Redirect>/voice/incoming</Redirect></Response>'

/**
 * The n-th call: incoming, speech or keys gathered, a dialled number that hung up, the status callback. Every call
 * has a caller and a CallSid of its own; the called number is one of three.
 */
export function callOf(call: number): readonly Turn[] {
  const callSid = `CA${(call * 2654435761 + 12345).toString(16).padStart(32, '7')}`
  const dialled = `CA${(call * 2246822519 + 99).toString(16).padStart(32, '3')}`
  const digits = String(2000000 + ((call * 7919) % 7999999))
  const from = `%2B1${['415', '212', '312', '512', '628'][call % 5]}${digits}`
  const to = `%2B1415555011${call % 3}`
  const [city, state, zip] = cities[call % 5] ?? cities[0]
  const place = (side: string): string =>
    `${side}City=${city}&${side}Country=US&${side}State=${state}&${side}Zip=${zip}`
  const called = (side: string): string =>
    `${side}City=SAN+FRANCISCO&${side}Country=US&${side}State=CA&${side}Zip=94105`
  const common = (status: string): string =>
    `AccountSid=AC${'a'.repeat(32)}&ApiVersion=2010-04-01&CallSid=${callSid}&CallStatus=${status}&Called=${to}&${called('Called')}` +
    `&Caller=${from}&${place('Caller')}&Direction=inbound&From=${from}&${place('From')}&To=${to}&${called('To')}`
  const keys = String(1000 + (call % 9000))
  return [
    {
      path: '/voice/incoming',
      form: `${common('ringing')}&CallerName=${names[call % 5]}&StirVerstat=TN-Validation-Passed-A&CallToken=%7B%22parentCallInfoToken%22%3A%22eyJhbGciOiJFUzI1NiJ9.${Buffer.from(`{"callSid":"${callSid}"}`).toString('base64url')}.c2lnbmF0dXJl%22%2C%22identityHeaderTokens%22%3A%5B%5D%7D`,
      answer: wait,
    },
    {
      path: '/voice/menu?step=2',
      form:
        call % 2 === 0
          ? `${common('in-progress')}&Digits=${keys}&FinishedOnKey=&msg=Gather+End`
          : `${common('in-progress')}&SpeechResult=${said[call % 4]}&Confidence=0.${9000 + (call % 1000)}&Language=en-US`,
      answer: `<Response><Say>Thank you.</Say><Dial action="/voice/dialled" timeout="20"><Number>+14155550199</Number></Dial></Response>`,
    },
    {
      path: '/voice/dialled',
      form: `${common('in-progress')}&DialCallSid=${dialled}&DialCallStatus=completed&DialCallDuration=${call % 300}&DialBridged=true`,
      answer: '<Response><Say>Goodbye.</Say><Hangup/></Response>',
    },
    {
      path: '/voice/status',
      form: `${common('completed').replaceAll('+', '%20')}&CallDuration=${call % 400}&Duration=${Math.ceil((call % 400) / 60)}&SequenceNumber=0&CallbackSource=call-progress-events&Timestamp=Sat%2C%2023%20May%202026%2010%3A00%3A00%20%2B0000`,
      answer: '',
    },
  ]
}
