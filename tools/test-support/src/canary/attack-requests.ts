import { caller, inRequest, national, type GivenRequest, type Placement } from './placement.ts'

const form = (record: Readonly<Record<string, string>>): { text: string } => ({
  text: new URLSearchParams(record).toString(),
})
const parameters = (
  name: string,
  secrets: readonly string[],
  record: Readonly<Record<string, string>>,
): Placement => inRequest(name, secrets, { body: form({ CallStatus: 'in-progress', ...record }) })

const request = (name: string, secrets: readonly string[], part: Partial<GivenRequest>): Placement =>
  inRequest(name, secrets, part)
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')

/** Private values in requests, placed by somebody who had not read the redactor. */
export const attackedRequests: readonly Placement[] = [
  parameters('SIP header with user-to-user information', ['penelope', '50656e656c6f7065'], {
    'SipHeader_User-to-User': '50656e656c6f7065;encoding=hex',
  }),
  parameters('SIP header with an asserted identity', ['penelope', national], {
    'SipHeader_P-Asserted-Identity': `"Penelope Quist" <sip:+1${national}@gw.example.com;user=phone>`,
  }),
  parameters('SIP header Remote-Party-ID', ['penelope', national], {
    'SipHeader_Remote-Party-ID': `Penelope <sip:${national}@10.1.2.3>;party=calling`,
  }),
  parameters('SIP header Diversion', [national], {
    SipHeader_Diversion: `<tel:+1-617-555-0191>;reason=no-answer`,
  }),
  parameters('SIP header in lower case', ['penelope'], { 'sipheader_x-customer': 'penelope' }),
  parameters('SIP domain with a user', ['penelope'], { SipDomain: 'penelope.sip.example.com' }),
  parameters('SIP call ID with an address', ['10.11.12.13'], { SipCallId: 'a84b4c76e66710@10.11.12.13' }),
  parameters('SIP source address', ['203.0.113.77'], { SipSourceIp: '203.0.113.77' }),
  parameters('speech with figures as words', ['six one seven five five five'], {
    SpeechResult: 'my number is six one seven five five five zero one nine one',
  }),
  parameters('speech with double figures', ['double five'], {
    SpeechResult: 'six one seven double five five oh one nine one',
  }),
  parameters('speech with an e-mail address', ['john dot doe', 'at example'], {
    SpeechResult: 'john dot doe at example dot com',
  }),
  parameters('speech of one word', ['Penelope'], { SpeechResult: 'Penelope' }),
  parameters('speech with a card', ['4111 1111 1111 1111', '4111111111111111'], {
    SpeechResult: 'it is 4111 1111 1111 1111 expires 04 29',
  }),
  parameters('unstable speech', ['penelope'], {
    UnstableSpeechResult: 'this is penelope',
    StableSpeechResult: 'penelope',
  }),
  parameters('transcription data', ['penelope quist'], {
    TranscriptionEvent: 'transcription-content',
    TranscriptionData: JSON.stringify({ transcript: 'I am penelope quist', confidence: 0.9 }),
  }),
  parameters('recording transcription', ['penelope'], {
    TranscriptionText: 'hi this is penelope',
    TranscriptionStatus: 'completed',
  }),
  parameters('recording URL with a token', ['s3cr3tt0ken99'], {
    RecordingUrl: 'https://media.example.net/r/penelope.wav?X-Amz-Signature=s3cr3tt0ken99',
  }),
  parameters('recording URL with a name in it', ['penelope'], {
    RecordingUrl: 'https://media.example.net/r/penelope.wav',
  }),
  parameters('conference name', ['penelope'], {
    FriendlyName: 'penelope-room',
    ConferenceSid: 'CF00000000000000000000000000000001',
  }),
  parameters('label of a participant', ['penelope'], {
    ParticipantLabel: 'penelope',
    StatusCallbackEvent: 'participant-join',
  }),
  parameters('reason a participant left', ['penelope'], { ReasonParticipantLeft: 'kicked by penelope' }),
  parameters('queue name', ['penelope'], { QueueName: 'vip penelope' }),
  parameters('message of an error', ['penelope', national], {
    ErrorMessage: `could not reach penelope at ${caller}`,
    ErrorCode: '11200',
  }),
  parameters('stream parameter', ['penelope'], { StreamName: 'penelope', 'StreamParameter.who': 'penelope' }),
  parameters('application parameter', ['penelope'], {
    Param_customer: 'penelope',
    Param_email: 'penelope@mail.example.org',
  }),
  parameters('JSON in a parameter', ['penelope', '4111111111111111'], {
    payload: JSON.stringify({ who: { first: 'penelope' }, card: 4111111111111111 }),
  }),
  parameters('a number in JSON without quotes', [national], { payload: `{"n":${national}}` }),
  parameters('a name as a JSON key', ['penelope'], { payload: '{"penelope quist":{"ok":true}}' }),
  parameters('JSON in JSON', ['penelope'], {
    payload: JSON.stringify({ inner: JSON.stringify({ who: 'penelope' }) }),
  }),
  parameters('a URL in a URL in a URL', ['penelope'], {
    next: `https://a.example.com/?u=${encodeURIComponent(`https://b.example.com/?v=${encodeURIComponent('https://c.example.com/?who=penelope')}`)}`,
  }),
  parameters('base64 of JSON', ['penelope', base64('{"who":"penelope"}')], {
    state: base64('{"who":"penelope"}'),
  }),
  parameters('base64 in base64', ['penelope', base64(base64('penelope quist'))], {
    state: base64(base64('penelope quist')),
  }),
  parameters('hexadecimal of a name', [hex('penelope quist')], { state: hex('penelope quist') }),
  parameters('a name in the name of a parameter', ['penelope'], { 'answer[penelope quist]': '1' }),
  parameters('a number in the name of a parameter', [national], { [`answer_${national}`]: '1' }),
  parameters('a name with a call status', ['penelope'], { CallStatus: 'penelope' }),
  parameters('a name as a duration', ['penelope'], { CallDuration: 'penelope' }),
  parameters('a number as a duration', [national], { CallDuration: national }),
  parameters('a number as a timestamp', [national], { Timestamp: national }),
  parameters('a card as a sequence number', ['4111111111111111'], { SequenceNumber: '4111111111111111' }),
  parameters('a name in the date', ['penelope'], { Timestamp: 'Thu, 01 Jan 2026 00:00:00 +0000 penelope' }),
  parameters('a number as API version', [national], { ApiVersion: national }),
  parameters('a name as country', ['penelope'], { FromCountry: 'penelope' }),
  parameters('a zip code', ['02139'], { FromZip: '02139' }),
  parameters('a verification with names', ['penelope'], {
    StirVerstat: 'TN-Validation-Passed-A',
    StirPassportToken: `eyJhbGciOiJFUzI1NiJ9.${base64('{"orig":"penelope"}')}.c2ln`,
  }),
  parameters('a forged language', ['penelope'], { Language: 'penelope' }),
  parameters('a machine detection', ['penelope'], { AnsweredBy: 'penelope' }),
  parameters('a masked card', ['4242'], { PaymentCardNumber: 'xxxx-xxxxxx-x4242' }),
  parameters('a card holder', ['penelope'], { PaymentCardholderName: 'penelope' }),
  parameters('a payment token', ['tok_penelope1234567'], { PaymentToken: 'tok_penelope1234567' }),
  parameters('a postal code', ['94107'], { PaymentCardPostalCode: '94107' }),
  request('form in a GET', ['penelope', national], {
    method: 'GET',
    url: `https://app.example.com/voice?SpeechResult=penelope&From=%2B1${national}`,
    body: { text: '' },
  }),
  request('a query without a name', ['penelope quist'], {
    url: 'https://app.example.com/voice?penelope%20quist',
  }),
  request('a query with semicolons', ['penelope'], { url: 'https://app.example.com/voice?a=1;who=penelope' }),
  request('a matrix parameter', ['penelope'], { url: 'https://app.example.com/voice;who=penelope' }),
  request('a number in a file name', [national], { url: `https://app.example.com/audio/${national}.mp3` }),
  request('a name and number in a file name', ['penelope'], {
    url: 'https://app.example.com/audio/penelope_2024.mp3',
  }),
  request('a path percent-encoded twice', ['penelope'], { url: 'https://app.example.com/u/%2570enelope' }),
  request('a path with an address', ['penelope'], {
    url: 'https://app.example.com/u/penelope@mail.example.org/voice',
  }),
  request('a path of short segments', [national], { url: 'https://app.example.com/u/61/75/55/01/91' }),
  request('a path with dashes between', ['617-555', '0191'], {
    url: 'https://app.example.com/u/1-617-555-0191/x',
  }),
  request('a name joined to a route', ['penelope'], { url: 'https://app.example.com/voice-penelope' }),
  request('a host with a name', ['penelope'], { url: 'https://penelope.example.com/voice' }),
  request('cookies', ['penelope', 'abc123def456'], {
    headers: [['Cookie', 'sid=abc123def456; name=penelope; $Path=/u/penelope']],
  }),
  request('a cookie of JSON', ['penelope'], {
    headers: [['Cookie', `s=${encodeURIComponent('{"who":"penelope"}')}`]],
  }),
  request('Basic credentials', ['penelope', 'hunter2hunter', base64('penelope:hunter2hunter')], {
    headers: [['Authorization', `Basic ${base64('penelope:hunter2hunter')}`]],
  }),
  request('Digest credentials', ['penelope'], {
    headers: [['Authorization', 'Digest username="penelope", nonce="abcdef", response="0123456789abcdef"']],
  }),
  request('a bearer token', ['tokentokentoken123'], {
    headers: [['authorization', 'Bearer tokentokentoken123']],
  }),
  request('a proxy credential', ['hunter2hunter'], {
    headers: [['Proxy-Authorization', 'Basic hunter2hunter']],
  }),
  request('Forwarded', ['203.0.113.77'], {
    headers: [['Forwarded', 'for=203.0.113.77;host=penelope.example.com']],
  }),
  request('a Host field with a name', ['penelope'], { headers: [['Host', 'penelope.example.com']] }),
  request('a Content-Type with a name', ['penelope'], {
    headers: [['Content-Type', 'text/plain; name="penelope.txt"']],
  }),
  request('a Content-Disposition with a name', ['penelope'], {
    headers: [['Content-Disposition', "attachment; filename*=UTF-8''penelope.wav"]],
  }),
  request('the name of a header', ['penelope'], { headers: [['X-Penelope-Quist', '1']] }),
  request('the number in the name of a header', [national], { headers: [[`X-Caller-${national}`, '1']] }),
  request('I-Twilio-Idempotency-Token', ['penelope'], {
    headers: [['I-Twilio-Idempotency-Token', 'penelope']],
  }),
  request('an ETag', ['penelope'], { headers: [['If-None-Match', '"penelope"']] }),
  request('Accept-Language with a name', ['penelope'], { headers: [['Accept-Language', 'penelope']] }),
  request('Origin with a user', ['penelope'], { headers: [['Origin', 'https://penelope.example.com']] }),
  request('multi-part with a JSON part', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary="b b"']],
    body: {
      text: '--b b\r\nContent-Disposition: form-data; name="j"\r\nContent-Type: application/json\r\n\r\n{"who":"penelope"}\r\n--b b--',
    },
  }),
  request('multi-part with a name in the name of a part', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary=b']],
    body: { text: '--b\r\nContent-Disposition: form-data; name="penelope quist"\r\n\r\n1\r\n--b--' },
  }),
  request('multi-part with a preamble', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary=b']],
    body: {
      text: 'penelope was here\r\n--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\npenelope again',
    },
  }),
  request('multi-part with line feeds only', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary=b']],
    body: { text: '--b\nContent-Disposition: form-data; name="a"\n\npenelope\n--b--\n' },
  }),
  request('multi-part without a boundary', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data']],
    body: { text: '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\npenelope\r\n--b--' },
  }),
  request('a form that is called JSON', ['penelope'], {
    headers: [['Content-Type', 'application/json']],
    body: { text: 'who=penelope&x={' },
  }),
  request('JSON that is called a form', ['penelope'], {
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: { text: '{"who":"penelope"}' },
  }),
  request('JSON with a mistake', ['penelope'], {
    headers: [['Content-Type', 'application/json']],
    body: { text: '{"who":"penelope",}' },
  }),
  request('XML with an attribute', ['penelope'], {
    headers: [['Content-Type', 'application/xml']],
    body: { text: '<a who="penelope"><!-- penelope --></a>' },
  }),
  request('a form with a character that is not escaped', ['penelope'], {
    body: { text: 'who=penelope quist&x=é penelope' },
  }),
  request('a form with broken escapes', ['penelope'], { body: { text: 'who=penelope%&x=%E0%A4%A' } }),
  request('a form with %u escapes', ['penelope'], { body: { text: 'who=%u0070enelope' } }),
  request('a form in UTF-16', ['penelope'], {
    body: { base64: Buffer.from('who=penelope', 'utf16le').toString('base64') },
  }),
]
