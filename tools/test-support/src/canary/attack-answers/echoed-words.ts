import type { Placement } from '../placement.ts'
import { echoed, say } from './answers.ts'

/** Names, speech and digits of the caller that the app says again. */
export const echoedWords: readonly Placement[] = [
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
]
