import { sid } from '../exchange.ts'
import { caller, callSid, exchangeOf, inAnswer, inRequest, national, type Placement } from './placement.ts'

const say = (words: string): string => `<Response><Say>${words}</Say></Response>`
const spaced = (separator: string): string => national.split('').join(separator)
const inDigits = (zero: number): string =>
  national.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)))

/** Ways in which an app reads the caller's number back. */
const readings: readonly (readonly [string, string])[] = [
  ['as it is', caller],
  ['without plus', `1${national}`],
  ['national', national],
  ['in brackets', '(617) 555-0191'],
  ['with hyphens', '617-555-0191'],
  ['with spaced hyphens', '617 - 555 - 0191'],
  ['with dots', '617.555.0191'],
  ['with spaces', '617 555 0191'],
  ['with slashes', '617/555/0191'],
  ['with no-break spaces', '617\u00a0555\u00a00191'],
  ['with thin spaces', '617\u2009555\u20090191'],
  ['with dashes', '617–555–0191'],
  ['with long dashes', '617 — 555 — 0191'],
  ['digit by digit', spaced(' ')],
  ['digit by digit with commas', spaced(', ')],
  ['digit by digit with dots', spaced('. ')],
  ['digit by digit with ellipses', spaced('... ')],
  ['digit by digit with one ellipsis character', spaced('… ')],
  ['digit by digit with breaks', spaced('<break/>')],
  ['digit by digit with breaks and spaces', spaced(' <break time="200ms"/> ')],
  ['digit by digit in say-as', `<say-as interpret-as="digits">${spaced(' ')}</say-as>`],
  [
    'each digit in say-as',
    national
      .split('')
      .map((digit) => `<say-as interpret-as="digits">${digit}</say-as>`)
      .join(''),
  ],
  ['with no-width spaces', spaced('\u200b')],
  ['line by line', spaced('\n')],
  ['full-width', inDigits(0xff10)],
  ['Arabic-Indic', inDigits(0x660)],
  ['Persian', inDigits(0x6f0)],
  ['Devanagari', inDigits(0x966)],
  ['in a word', `u_${national}_x`],
  ['behind a word', `caller${national}`],
  ['as entities', national.replaceAll(/\d/g, (digit) => `&#${48 + Number(digit)};`)],
  ['percent-escaped', `%2B1${national}`],
  ['in CDATA', `<![CDATA[${caller}]]>`],
  ['in a comment', `<!-- ${caller} -->`],
  ['in prosody', `<prosody rate="slow">617 555</prosody> 0191`],
  ['as words', 'six one seven, five five five, zero one nine one'],
  ['in part', 'ending in 0191'],
  ['in part, digit by digit', 'ending in 0 1 9 1'],
  ['without area', '555-0191'],
  ['in base64', Buffer.from(caller).toString('base64')],
]

/** In two parts, so that scanners for secrets leave this file alone. */
const inOne = (...parts: readonly string[]): string => parts.join('')

const keys: readonly (readonly [string, string])[] = [
  ['a Stripe key', inOne('sk_', 'live_4eC39HqLyjWDarjtT1zdp7dc')],
  ['a Stripe test key', inOne('sk_', 'test_4eC39HqLyjWDarjtT1zdp7dc')],
  ['an AWS key', inOne('AKIA', 'IOSFODNN7EXAMPLE')],
  ['a GitHub token', inOne('ghp_', '16C7e42F292c6912E7710c838347Ae178B4a')],
  ['a Slack token', inOne('xoxb-', '17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy')],
  ['an IBAN', 'DE89370400440532013000'],
  ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'],
  ['a card number', '4242424242424242'],
  ['a spaced card number', '4242 4242 4242 4242'],
  ['a social security number', '078-05-1120'],
  ['a SID', sid('RE', 0xabc)],
  ['a UUID', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
  ['an e-mail address', 'penelope@mail.example.org'],
]

const keyContexts: readonly (readonly [string, (secret: string) => Placement])[] = [
  ['spoken', (secret) => inAnswer('', [secret], say(`It is ${secret}.`))],
  [
    'in a voice attribute',
    (secret) => inAnswer('', [secret], `<Response><Say voice="${secret}">Hi</Say></Response>`),
  ],
  [
    'in an unknown attribute',
    (secret) => inAnswer('', [secret], `<Response><Say data-x="${secret}">Hi</Say></Response>`),
  ],
  [
    'in the query of an action',
    (secret) => inAnswer('', [secret], `<Response><Gather action="/next?t=${secret}"/></Response>`),
  ],
  [
    'in the path of an action',
    (secret) => inAnswer('', [secret], `<Response><Gather action="/next/${secret}"/></Response>`),
  ],
  [
    'in the fragment of an action',
    (secret) => inAnswer('', [secret], `<Response><Gather action="/next#${secret}"/></Response>`),
  ],
  [
    'in the path of a foreign URL',
    (secret) =>
      inAnswer('', [secret], `<Response><Play>https://cdn.example.net/${secret}/a.mp3</Play></Response>`),
  ],
  [
    'in the name of a conference',
    (secret) =>
      inAnswer('', [secret], `<Response><Dial><Conference>${secret}</Conference></Dial></Response>`),
  ],
  [
    'in a parameter of a stream',
    (secret) =>
      inAnswer(
        '',
        [secret],
        `<Response><Connect><Stream url="wss://a.example.com/s"><Parameter name="k" value="${secret}"/></Stream></Connect></Response>`,
      ),
  ],
  ['in a JSON answer', (secret) => inAnswer('', [secret], JSON.stringify({ note: secret, list: [secret] }))],
  ['in a plain text answer', (secret) => inAnswer('', [secret], `Key: ${secret}`)],
  [
    'in a header of the answer',
    (secret) => inAnswer('', [secret], '<Response/>', [['X-Debug', `key ${secret}`]]),
  ],
  [
    'in a parameter',
    (secret) => inRequest('', [secret], { body: { text: `Note=${encodeURIComponent(secret)}` } }),
  ],
  ['in a path', (secret) => inRequest('', [secret], { url: `https://app.example.com/voice/${secret}` })],
  [
    'in a message of a problem',
    (secret) => ({
      name: '',
      secrets: [secret],
      given: { request: exchangeOf({}), problem: { code: 'app-down', message: `connect ${secret} failed` } },
    }),
  ],
]

const attributes: readonly (readonly [string, string, string])[] = [
  [
    'user name of Sip',
    'penelope7',
    '<Dial><Sip username="penelope7" password="x">sip:a@b.example.com</Sip></Dial>',
  ],
  [
    'password of Sip',
    'hunter2hunter',
    '<Dial><Sip username="x" password="hunter2hunter">sip:a@b.example.com</Sip></Dial>',
  ],
  ['user of a SIP address', 'penelope', '<Dial><Sip>sip:penelope@b.example.com</Sip></Dial>'],
  ['header of a SIP address', 'penelope', '<Dial><Sip>sip:a@b.example.com?X-Name=penelope</Sip></Dial>'],
  ['digits to send', '48213', '<Dial><Number sendDigits="wwww48213#">+16175550142</Number></Dial>'],
  ['digits to play', '48213', '<Play digits="48213"/>'],
  ['number to dial', '6175550142', '<Dial>+16175550142</Dial>'],
  ['number in Number', '6175550142', '<Dial><Number>+16175550142</Number></Dial>'],
  ['caller ID', '6175550142', '<Dial callerId="+16175550142"/>'],
  ['Client', 'penelope', '<Dial><Client>penelope</Client></Dial>'],
  ['Identity', 'penelope', '<Dial><Client><Identity>penelope</Identity></Client></Dial>'],
  [
    'Parameter of Client',
    'penelope',
    '<Dial><Client><Identity>a</Identity><Parameter name="who" value="penelope"/></Client></Dial>',
  ],
  ['name of a Room with a SID', callSid, `<Connect><Room>r-${callSid}</Room></Connect>`],
  ['name of a Conference with a SID', callSid, `<Dial><Conference>room${callSid}</Conference></Dial>`],
  [
    'name of a Conference with the number',
    national,
    `<Dial><Conference>room-${national}</Conference></Dial>`,
  ],
  ['name of a Queue with the number', national, `<Enqueue>q_${national}</Enqueue>`],
  ['participant label', national, `<Dial><Conference participantLabel="${caller}">a</Conference></Dial>`],
  ['coach', sid('CA', 0xfeed), `<Dial><Conference coach="${sid('CA', 0xfeed)}">a</Conference></Dial>`],
  ['recipient of Sms', '6175550142', '<Sms to="+16175550142">Hi</Sms>'],
  ['text of Sms', national, `<Sms>You are ${caller}</Sms>`],
  [
    'task',
    'penelope',
    '<Enqueue workflowSid="WW00000000000000000000000000000000"><Task>{"name":"penelope"}</Task></Enqueue>',
  ],
  [
    'greeting',
    national,
    `<Connect><ConversationRelay url="wss://a.example.com" welcomeGreeting="Hi ${national}"/></Connect>`,
  ],
  ['user in a URL', 'penelope', '<Play>https://penelope:secret@cdn.example.net/a.mp3</Play>'],
  ['password in a URL', 'hunter2hunter', '<Play>https://a:hunter2hunter@cdn.example.net/a.mp3</Play>'],
  ['name in a path', 'penelope', '<Redirect>/people/penelope</Redirect>'],
  ['Refer', 'penelope', '<Refer><Sip>sip:penelope@b.example.com</Sip></Refer>'],
  ['WhatsApp', '6175550142', '<Dial><WhatsApp>+16175550142</WhatsApp></Dial>'],
]

const requests: readonly Placement[] = [
  ...[
    'From',
    'To',
    'Caller',
    'Called',
    'ForwardedFrom',
    'Note',
    'CallerName',
    'SpeechResult',
    'Digits',
    'CallStatus',
    'Direction',
    'AccountSid',
    'DialCallStatus',
    'SipHeader_X-A',
    'constructor',
  ].map((name) => inRequest(`number in ${name}`, [national], { body: { text: `${name}=%2B1${national}` } })),
  ...['CallerName', 'FromCity', 'SpeechResult', 'TranscriptionText', 'Note', 'SipHeader_X-Name'].map((name) =>
    inRequest(`name in ${name}`, ['Penelope'], { body: { text: `${name}=Penelope+Quist` } }),
  ),
  ...[
    'X-Note',
    'Cookie',
    'Authorization',
    'Referer',
    'User-Agent',
    'X-Twilio-Signature',
    'constructor',
    'X-Forwarded-For',
  ].map((name) =>
    inRequest(`name in the header ${name}`, ['penelope'], {
      headers: [[name, 'Basic penelope=1; a=penelope']],
    }),
  ),
  inRequest('name in the path', ['penelope'], { url: 'https://app.example.com/customers/penelope' }),
  inRequest('number in the path', ['617-555-0142'], { url: 'https://app.example.com/voice/617-555-0142' }),
  inRequest('name in the query', ['penelope'], { url: 'https://app.example.com/voice?who=penelope' }),
  inRequest('name in the fragment', ['penelope'], { url: 'https://app.example.com/voice#penelope' }),
  inRequest('user in the URL', ['penelope'], { url: 'https://penelope:x@app.example.com/voice' }),
  inRequest('JSON', ['penelope'], {
    headers: [['Content-Type', 'application/json']],
    body: { text: '{"a":[{"name":"penelope"}]}' },
  }),
  inRequest('JSON key', ['penelope quist'], {
    headers: [['Content-Type', 'application/json']],
    body: { text: '{"penelope quist":1}' },
  }),
  inRequest('multipart', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary=xx']],
    body: { text: '--xx\r\nContent-Disposition: form-data; name="who"\r\n\r\npenelope\r\n--xx--\r\n' },
  }),
  inRequest('name of a file', ['penelope'], {
    headers: [['Content-Type', 'multipart/form-data; boundary=xx']],
    body: {
      text: '--xx\r\nContent-Disposition: form-data; name="f"; filename="penelope.wav"\r\n\r\nabc\r\n--xx--\r\n',
    },
  }),
  inRequest('plain text', ['penelope'], {
    headers: [['Content-Type', 'text/plain']],
    body: { text: 'I am penelope.' },
  }),
  inRequest('XML', ['penelope'], {
    headers: [['Content-Type', 'text/xml']],
    body: { text: '<a>penelope</a>' },
  }),
  inRequest('method', ['penelope'], { method: 'penelope' }),
]

const answers: readonly Placement[] = [
  inAnswer('Set-Cookie value', ['penelope'], '<Response/>', [['Set-Cookie', 'who=penelope; Path=/']]),
  inAnswer('Set-Cookie path', ['penelope'], '<Response/>', [
    ['Set-Cookie', 'a=b; Path=/customers/penelope; HttpOnly'],
  ]),
  inAnswer('Location', ['penelope'], '', [['Location', '/customers/penelope?x=penelope']]),
  inAnswer(
    'PEM',
    ['MIIEpAIBAAKCAQEA'],
    say('-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----'),
  ),
]

/** Ways in which numbers, keys, names and SIDs stand in requests and answers. */
export const placements: readonly Placement[] = [
  ...readings.map(([name, text]) =>
    inAnswer(`the number read back ${name}`, [text], say(`You call from ${text}.`)),
  ),
  ...keys.flatMap(([keyName, secret]) =>
    keyContexts.map(([context, make]) => ({ ...make(secret), name: `${keyName} ${context}` })),
  ),
  ...attributes.map(([name, secret, inner]) => inAnswer(name, [secret], `<Response>${inner}</Response>`)),
  ...requests,
  ...answers,
]
