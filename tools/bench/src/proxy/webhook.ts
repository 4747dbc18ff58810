/** A webhook of 1.1 kB as Twilio sends it, with a place for the CallSid of each call. */
const form = [
  'AccountSid=ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa&ApiVersion=2010-04-01',
  'CallSid=CA00000000000000000000000000000000&CallStatus=ringing&CallToken=%7B%22parentCallInfoToken%22%3A%22eyJhbGciOiJFUzI1NiJ9.eyJjYWxsU2lkIjoiQ0EiLCJmcm9tIjoiKzEifQ.c2lnbmF0dXJl%22%2C%22identityHeaderTokens%22%3A%5B%5D%7D',
  'Called=%2B14155550111&CalledCity=SAN+FRANCISCO&CalledCountry=US&CalledState=CA&CalledZip=94105',
  'Caller=%2B12125550122&CallerCity=NEW+YORK&CallerCountry=US&CallerState=NY&CallerZip=10010&CallerName=DOE+JANE',
  'Direction=inbound&From=%2B12125550122&FromCity=NEW+YORK&FromCountry=US&FromState=NY&FromZip=10010',
  'StirVerstat=TN-Validation-Passed-A&To=%2B14155550111&ToCity=SAN+FRANCISCO&ToCountry=US&ToState=CA&ToZip=94105',
  'Digits=1234&FinishedOnKey=%23&msg=Gather+End&SpeechResult=&ForwardedFrom=%2B14155550111&CallerIdLookup=no',
].join('&')

const head = [
  'POST /voice/incoming?tenant=42 HTTP/1.1',
  'Host: voice.example.com',
  'Content-Type: application/x-www-form-urlencoded; charset=UTF-8',
  `Content-Length: ${Buffer.byteLength(form)}`,
  'User-Agent: TwilioProxy/1.1',
  'Accept: */*',
  'X-Home-Region: us1',
  'X-Twilio-Signature: 0123456789abcdefghijklmnopq=',
  'I-Twilio-Idempotency-Token: 6c1a2f4e-1111-4222-8333-444455556666',
  '',
  '',
].join('\r\n')

const template = Buffer.from(head + form)
const callSidAt = template.indexOf('CallSid=CA') + 'CallSid=CA'.length
const callSidDigits = 32
const requestsPerCall = 8

/** The bytes of the n-th request; eight in a row belong to the same call. */
export function webhookBytes(index: number): Buffer {
  const bytes = Buffer.from(template)
  const call = Math.floor(index / requestsPerCall).toString(16)
  bytes.write(call.padStart(callSidDigits, '0'), callSidAt, 'latin1')
  return bytes
}

/** 300 bytes of TwiML. */
export const twiml: string =
  '<?xml version="1.0" encoding="UTF-8"?><Response><Gather action="/voice/menu" numDigits="1" timeout="5">' +
  '<Say voice="Polly.Joanna">Thank you for calling Example Dental. For appointments press one, for billing press two, ' +
  'or stay on the line.</Say></Gather><Redirect>/voice/incoming</Redirect></Response>'
