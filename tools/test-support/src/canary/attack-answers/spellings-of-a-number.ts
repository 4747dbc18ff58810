import { caller, national, type Placement } from '../placement.ts'
import { echoed, say } from './answers.ts'

const inCircles = (digits: string): string =>
  Array.from(digits, (digit) => '⓪①②③④⑤⑥⑦⑧⑨'.charAt(Number(digit))).join('')
const inKeycaps = (digits: string): string => Array.from(digits, (digit) => `${digit}\ufe0f\u20e3`).join('')

/** The number of the caller in words and in other digits. */
export const spellingsOfANumber: readonly Placement[] = [
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
]
