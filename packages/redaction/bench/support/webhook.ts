import type { Exchange } from '@ringback/recording'

/** An incoming call as Twilio sends it, with a caller and a CallSid of its own, and an app's answer. */
export function webhook(call: number): Exchange {
  const callSid = `CA${call.toString(16).padStart(32, '0')}`
  const from = `%2B1${415 + (call % 500)}5550${100 + (call % 100)}`
  const geo = (side: string): string =>
    `${side}City=SAN+FRANCISCO&${side}State=CA&${side}Zip=94105&${side}Country=US`
  const text =
    `Called=%2B14155550199&${geo('To')}&CallerCountry=US&Direction=inbound&CallerState=CA&CallSid=${callSid}` +
    `&To=%2B14155550199&CallerZip=94105&StirVerstat=TN-Validation-Passed-A&CalledZip=94105&ApiVersion=2010-04-01` +
    `&CalledCity=SAN+FRANCISCO&CallStatus=ringing&From=${from}&AccountSid=AC00000000000000000000000000000001` +
    `&CalledCountry=US&CallerCity=SAN+FRANCISCO&${geo('From')}&Caller=${from}&CalledState=CA`
  return {
    id: String(call),
    kind: 'voice.incoming-pstn',
    callSid,
    parentCallSid: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 8,
    request: {
      method: 'POST',
      url: 'https://app.example.com/voice',
      headers: [
        ['Host', 'app.example.com'],
        ['User-Agent', 'TwilioProxy/1.1'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/x-www-form-urlencoded; charset=UTF-8'],
        ['Content-Length', String(text.length)],
        ['X-Twilio-Signature', `${call}gw3dvhb3GsGbRkVuTOJWxb0t4=`],
        ['I-Twilio-Idempotency-Token', `38ba9d98-f61b-464f-a005-${String(call).padStart(12, '0')}`],
        ['X-Home-Region', 'us1'],
      ],
      body: { text },
    },
    response: {
      status: 200,
      headers: [
        ['Content-Type', 'text/xml'],
        ['Content-Length', '186'],
      ],
      body: {
        text: '<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="/menu" numDigits="1"><Say>Welcome to the office. Press 1 for sales, 2 for support.</Say></Gather><Redirect>/voice</Redirect></Response>',
      },
    },
    signature: 'valid',
    problem: null,
    provenance: { recorder: 'proxy', version: '0.1.0' },
  }
}
