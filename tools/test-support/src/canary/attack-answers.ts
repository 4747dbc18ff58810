import { caller, exchangeOf, inAnswer, national, type Placement } from './placement.ts'

const form = (record: Readonly<Record<string, string>>): { text: string } => ({
  text: new URLSearchParams(record).toString(),
})
const inCircles = (digits: string): string =>
  Array.from(digits, (digit) => '⓪①②③④⑤⑥⑦⑧⑨'.charAt(Number(digit))).join('')
const inKeycaps = (digits: string): string => Array.from(digits, (digit) => `${digit}\ufe0f\u20e3`).join('')

/** The caller says it, and the app says it again. */
const echoed = (
  name: string,
  secrets: readonly string[],
  record: Readonly<Record<string, string>>,
  text: string,
): Placement => ({
  name,
  secrets,
  given: {
    request: exchangeOf({ body: form({ CallStatus: 'in-progress', ...record }) }),
    response: { status: 200, headers: [['Content-Type', 'text/xml']], body: { text } },
  },
})
const say = (words: string): string => `<Response><Say>${words}</Say></Response>`
const twiml = (name: string, secrets: readonly string[], inner: string): Placement =>
  inAnswer(name, secrets, `<Response>${inner}</Response>`)
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const hex = (text: string): string => Buffer.from(text).toString('hex')

/** Private values in answers, placed by somebody who had not read the redactor. */
export const attackedAnswers: readonly Placement[] = [
  inAnswer('a number in quotes', ['6175550142'], '<Response><Say>Call "6175550142": now.</Say></Response>'),
  inAnswer('a number before a colon', ['6175550142'], 'Call 6175550142: now'),
  echoed(
    'speech in quotes',
    ['penelope quist'],
    { SpeechResult: 'this is penelope quist' },
    say('You said: this is penelope quist.'),
  ),
  echoed(
    'a word of the speech',
    ['quist'],
    { SpeechResult: 'my name is quist' },
    say('Thank you, Mr. Quist.'),
  ),
  echoed('a first name', ['penelope'], { CallerName: 'PENELOPE QUIST' }, say('Hello Penelope!')),
  echoed('a name turned round', ['penelope'], { CallerName: 'QUIST PENELOPE' }, say('Hello Penelope Quist!')),
  echoed(
    'a name in possession',
    ['penelope'],
    { CallerName: 'Penelope Quist' },
    say("This is Penelope's line."),
  ),
  echoed(
    'a name in a slug',
    ['penelope'],
    { CallerName: 'Penelope Quist' },
    '<Response><Redirect>/people/penelope-quist</Redirect></Response>',
  ),
  echoed(
    'a name in camel case',
    ['penelopequist'],
    { CallerName: 'Penelope Quist' },
    '<Response><Dial><Client>penelopeQuist</Client></Dial></Response>',
  ),
  echoed('initials', ['P. Quist'], { CallerName: 'Penelope Quist' }, say('Hello P. Quist!')),
  echoed(
    'figures as words',
    ['four eight two one three'],
    { Digits: '48213' },
    say('You entered four eight two one three.'),
  ),
  echoed('figures apart', ['4 8 2 1 3'], { Digits: '48213' }, say('You entered 4 8 2 1 3.')),
  echoed(
    'figures in elements',
    ['4</say-as><say-as interpret-as="digits">8</say-as><say-as interpret-as="digits">2</say-as>'],
    { Digits: '48213' },
    say(
      '<say-as interpret-as="digits">4</say-as><say-as interpret-as="digits">8</say-as><say-as interpret-as="digits">2</say-as><say-as interpret-as="digits">1</say-as><say-as interpret-as="digits">3</say-as>',
    ),
  ),
  echoed(
    'figures turned into a card',
    ['4111111111111111'],
    { Digits: '4111111111111111' },
    say('4111-1111-1111-1111'),
  ),
  echoed(
    'the spoken address',
    ['john dot doe'],
    { SpeechResult: 'john dot doe at example dot com' },
    say('I noted john dot doe at example dot com.'),
  ),
  echoed(
    'the spoken address, written',
    ['john.doe@example.com'],
    { SpeechResult: 'john dot doe at example dot com' },
    say('I noted john.doe@example.com.'),
  ),
  echoed(
    'the words of a number as figures',
    [national],
    { SpeechResult: 'six one seven five five five zero one nine one' },
    say(`Calling ${national}.`),
  ),
  echoed(
    'the figures of a number as words',
    ['six one seven five five five zero one nine one'],
    { From: caller },
    say('Calling six one seven five five five zero one nine one.'),
  ),
  echoed(
    'the figures with double',
    ['six one seven triple five zero one nine one'],
    { From: caller },
    say('Calling six one seven triple five zero one nine one.'),
  ),
  echoed('the figures in pairs', ['61 75 55 01 91'], { From: caller }, say('Calling 61 75 55 01 91.')),
  echoed(
    'the figures in Spanish',
    ['seis uno siete cinco cinco cinco cero uno nueve uno'],
    { From: caller },
    say('Llama al seis uno siete cinco cinco cinco cero uno nueve uno.'),
  ),
  echoed(
    'the figures in German',
    ['sechs eins sieben fünf fünf fünf null eins neun eins'],
    { From: caller },
    say('Sie rufen an von sechs eins sieben fünf fünf fünf null eins neun eins.'),
  ),
  echoed(
    'the figures in French',
    ['six un sept cinq cinq cinq zéro un neuf un'],
    { From: caller },
    say('six un sept cinq cinq cinq zéro un neuf un'),
  ),
  echoed(
    'the figures with markup inside a word',
    [national],
    { From: caller },
    say('<emphasis>617</emphasis><emphasis>555</emphasis><emphasis>0191</emphasis>'),
  ),
  echoed(
    'the figures over two verbs',
    ['6175', '550191'],
    { From: caller },
    '<Response><Say>6175</Say><Say>550191</Say></Response>',
  ),
  echoed(
    'the number in keycap characters',
    [inKeycaps(national)],
    { From: caller },
    say(inKeycaps(national)),
  ),
  echoed(
    'the number in mathematical digits',
    [],
    { From: caller },
    say(
      national
        .split('')
        .map((digit) => String.fromCodePoint(0x1d7ce + Number(digit)))
        .join(''),
    ),
  ),
  echoed('the number in circled digits', [inCircles(national)], { From: caller }, say(inCircles(national))),
  echoed(
    'the number in a URL of an action',
    [national, `%2B1${national}`],
    { From: caller },
    `<Response><Gather action="https://app.example.com/next?from=%2B1${national}"/></Response>`,
  ),
  echoed(
    'the number in the path of an action',
    [national],
    { From: caller },
    `<Response><Gather action="/next/%2B1${national}"/></Response>`,
  ),
  echoed(
    'the number as hexadecimal',
    [hex(caller)],
    { From: caller },
    `<Response><Redirect>/n?s=${hex(caller)}</Redirect></Response>`,
  ),
  echoed(
    'the number as hexadecimal of an integer',
    [Number(national).toString(16)],
    { From: caller },
    `<Response><Redirect>/n?s=${Number(national).toString(16)}</Redirect></Response>`,
  ),
  echoed(
    'the number in base64 in a URL',
    [base64(caller), base64(caller).replaceAll('=', '')],
    { From: caller },
    `<Response><Redirect>/n?s=${encodeURIComponent(base64(caller))}</Redirect></Response>`,
  ),
  echoed(
    'the number in JSON in a parameter',
    [national],
    { From: caller },
    `<Response><Connect><Stream url="wss://a.example.com/s"><Parameter name="ctx" value="{&quot;from&quot;:&quot;${caller}&quot;}"/></Stream></Connect></Response>`,
  ),
  echoed(
    'the number backwards',
    [national.split('').toReversed().join('')],
    { From: caller },
    say(national.split('').toReversed().join('')),
  ),
  echoed(
    'the number in a conference',
    [national],
    { From: caller },
    `<Response><Dial><Conference statusCallback="/c?f=${national}">conf${national}</Conference></Dial></Response>`,
  ),
  echoed(
    'the number in a namespace',
    [national],
    { From: caller },
    `<Response xmlns:x="urn:${national}"><x:y n="${national}"/></Response>`,
  ),
  echoed(
    'the number in the name of an element',
    [national],
    { From: caller },
    `<Response><n${national}/></Response>`,
  ),
  echoed(
    'the number in the name of an attribute',
    [national],
    { From: caller },
    `<Response><Say n${national}="1">a</Say></Response>`,
  ),
  echoed(
    'the number in a document type',
    [national],
    { From: caller },
    `<!DOCTYPE Response [<!ENTITY n "${national}">]><Response><Say>&n;</Say></Response>`,
  ),
  echoed(
    'the number in a processing instruction',
    [national],
    { From: caller },
    `<?app ${national}?><Response/>`,
  ),
  echoed('the number behind the document', [national], { From: caller }, `<Response/><!-- ${national} -->`),
  echoed(
    'the number in a document that is not closed',
    [national],
    { From: caller },
    `<Response><Say>${national}`,
  ),
  echoed(
    'the number in an attribute without quotes',
    [national],
    { From: caller },
    `<Response><Say n=${national}>a</Say></Response>`,
  ),
  echoed(
    'the number in an attribute that is not closed',
    [national],
    { From: caller },
    `<Response><Say n="${national}>a</Say></Response>`,
  ),
  echoed(
    'the number in CDATA in two parts',
    ['61755', '50191'],
    { From: caller },
    say('<![CDATA[61755]]><![CDATA[50191]]>'),
  ),
  echoed('the number with a comment inside', [], { From: caller }, say('61755<!-- x -->50191')),
  echoed(
    'the number in an HTML page',
    [national],
    { From: caller },
    `<html><head><title>${national}</title></head><script>var n="${national}"</script></html>`,
  ),
  echoed(
    'the number in a stack trace',
    [national],
    { From: caller },
    `Error: no customer ${caller}\n    at find (/srv/app/db.js:12:3)`,
  ),
  echoed(
    'the name in a stack trace',
    ['penelope'],
    { CallerName: 'Penelope Quist' },
    `Error: no customer {"name":"Penelope Quist"}\n    at find (/srv/app/db.js:12:3)`,
  ),
  echoed('the number in CSV', [national], { From: caller }, `from,to\n${national},1\n`),
  twiml('a comment with a credential', ['hunter2hunter'], '<!-- password: hunter2hunter --><Hangup/>'),
  twiml(
    'a comment with a name and address',
    ['penelope@mail.example.org'],
    '<!-- todo: ask penelope@mail.example.org --><Hangup/>',
  ),
  twiml('entities of an address', ['penelope', '&#112;enelope'], '<Say>&#112;enelope@mail.example.org</Say>'),
  twiml('an address in CDATA', ['penelope'], '<Say><![CDATA[penelope@mail.example.org]]></Say>'),
  twiml(
    'a spoken address of the app',
    ['penelope at mail'],
    '<Say>Write to penelope at mail dot example dot org.</Say>',
  ),
  twiml(
    'a number as words of the app',
    ['six one seven five five five zero one four two'],
    '<Say>Call six one seven five five five zero one four two.</Say>',
  ),
  twiml('a card as words', ['four one one one one'], `<Say>${'four '.concat('one '.repeat(15))}</Say>`),
  twiml('a number with an extension', ['6175550142', '4711'], '<Dial>617-555-0142 ext. 4711</Dial>'),
  twiml(
    'a number with waits',
    ['6175550142', '4711'],
    '<Dial><Number sendDigits="w4711#">617 555 0142</Number></Dial>',
  ),
  twiml('a number of Britain', ['07700900461', '7700900461'], '<Say>Ring 07700 900461.</Say>'),
  twiml('a number of Britain with a bracket', ['7700900461'], '<Say>Ring +44 (0)7700 900461.</Say>'),
  twiml('a number of Germany', ['3023125461'], '<Say>Rufen Sie 030/23125461 an.</Say>'),
  twiml('a number behind a label', ['6175550142'], '<Say>tel:617.555.0142</Say>'),
  twiml(
    'a SIP address with a password',
    ['hunter2hunter', 'penelope'],
    '<Dial><Sip>sip:penelope:hunter2hunter@pbx.example.com;transport=tls?X-Token=hunter2hunter</Sip></Dial>',
  ),
  twiml(
    'a SIP address with an encoded header',
    ['penelope'],
    '<Dial><Sip>sip:a@b.example.com?X-Ctx=%7B%22who%22%3A%22penelope%22%7D</Sip></Dial>',
  ),
  twiml(
    'the parameter of a stream',
    ['penelope', 'tok_abc123456789'],
    '<Connect><Stream url="wss://a.example.com/s?token=tok_abc123456789"><Parameter name="customer" value="penelope"/></Stream></Connect>',
  ),
  twiml(
    'the name of a parameter',
    ['penelope quist'],
    '<Connect><Stream url="wss://a.example.com/s"><Parameter name="penelope quist" value="1"/></Stream></Connect>',
  ),
  twiml(
    'the parameter of a relay',
    ['penelope'],
    '<Connect><ConversationRelay url="wss://a.example.com"><Parameter name="n" value="penelope"/></ConversationRelay></Connect>',
  ),
  twiml(
    'the parameter of an assistant',
    ['penelope'],
    '<Connect><Assistant id="aia_x"><Parameter name="n" value="penelope"/></Assistant></Connect>',
  ),
  twiml(
    'the parameter of a SIP leg',
    ['penelope'],
    '<Dial><Application><ApplicationSid>AP00000000000000000000000000000001</ApplicationSid><Parameter name="n" value="penelope"/></Application></Dial>',
  ),
  twiml(
    'the description of a payment',
    ['penelope'],
    '<Pay description="order of penelope quist"><Parameter name="id" value="penelope"/></Pay>',
  ),
  twiml(
    'a custom parameter of a SIP recorder',
    ['penelope'],
    '<Start><Siprec name="penelope" connectorName="c"><Parameter name="n" value="penelope"/></Siprec></Start>',
  ),
  twiml(
    'the name of a transcription',
    ['penelope'],
    '<Start><Transcription name="call of penelope" hints="penelope, quist"/></Start>',
  ),
  twiml(
    'the label of a conference',
    ['penelope'],
    '<Dial><Conference participantLabel="penelope">room</Conference></Dial>',
  ),
  twiml(
    'attributes of a task',
    ['penelope', '6175550142'],
    '<Enqueue workflowSid="WW00000000000000000000000000000001"><Task priority="5">{&quot;name&quot;:&quot;penelope&quot;,&quot;n&quot;:6175550142}</Task></Enqueue>',
  ),
  twiml(
    'a SID in lower case',
    ['ca0123456789abcdef0123456789abcdef'],
    '<Redirect>/c/ca0123456789abcdef0123456789abcdef</Redirect>',
  ),
  twiml(
    'a SID without its prefix',
    ['0123456789abcdef0123456789abcdef'],
    '<Redirect>/c/0123456789abcdef0123456789abcdef</Redirect>',
  ),
  twiml(
    'credentials in a media URL',
    ['hunter2hunter', 'penelope'],
    '<Play>https://penelope:hunter2hunter@cdn.example.net/a.mp3</Play>',
  ),
  twiml(
    'a presigned media URL',
    ['AKIAIOSFODNN7EXAMPLE', 'fe5f80f77d5fa3beca038a248ff027d0445342fe'],
    '<Play>https://b.s3.amazonaws.com/a.mp3?X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20260101&amp;X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe</Play>',
  ),
  twiml(
    'a data URL',
    [base64('penelope quist')],
    `<Play>data:text/plain;base64,${base64('penelope quist')}</Play>`,
  ),
  twiml(
    'a status callback with a name',
    ['penelope'],
    '<Dial><Number statusCallback="/events/penelope?who=penelope">+16175550142</Number></Dial>',
  ),
  twiml('a wait URL with a name', ['penelope'], '<Enqueue waitUrl="/wait?who=penelope">support</Enqueue>'),
  twiml(
    'a message with a link',
    ['k7h2m9x4'],
    '<Message to="+16175550142">Your link: https://x.example.com/l/k7h2m9x4</Message>',
  ),
  twiml('a one-time code', ['839201'], '<Say>Your code is 8 3 9 2 0 1.</Say>'),
  twiml(
    'a one-time code with a say-as',
    ['839201'],
    '<Say>Your code is <say-as interpret-as="digits">839201</say-as>.</Say>',
  ),
  twiml(
    'a date of birth',
    ['1984-02-29'],
    '<Say>You were born on <say-as interpret-as="date">1984-02-29</say-as>.</Say>',
  ),
  twiml('an account number', ['00482913'], '<Say>Your account is 00482913.</Say>'),
  inAnswer('a header with the number', [national], '<Response/>', [
    ['X-Caller', caller],
    ['Link', `</n/${national}>; rel=next`],
  ]),
  inAnswer('a header with a cookie of JSON', ['penelope'], '<Response/>', [
    ['Set-Cookie', `s=${encodeURIComponent('{"who":"penelope"}')}; Domain=penelope.example.com`],
  ]),
  inAnswer('an ETag of the answer', ['penelope'], '<Response/>', [['ETag', '"penelope-1"']]),
  inAnswer('a Server-Timing', [national], '<Response/>', [['Server-Timing', `db;desc="${national}"`]]),
  inAnswer('a JSON number', ['6175550142'], '{"n":6175550142}', [['Content-Type', 'application/json']]),
  inAnswer('a JSON key', ['penelope@mail.example.org'], '{"penelope@mail.example.org":1}', [
    ['Content-Type', 'application/json'],
  ]),
  inAnswer('an NDJSON answer', ['penelope@mail.example.org'], '{"a":1}\n{"b":"penelope@mail.example.org"}\n'),
]
