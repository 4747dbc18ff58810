import { inAnswer, type Placement } from '../placement.ts'
import { twiml } from './answers.ts'

/** Values of people whom no request of the call named: only their shape tells them. */
export const valuesByShape: readonly Placement[] = [
  inAnswer('a number in quotes', ['6175550142'], '<Response><Say>Call "6175550142": now.</Say></Response>'),
  inAnswer('a number before a colon', ['6175550142'], 'Call 6175550142: now'),
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
]
