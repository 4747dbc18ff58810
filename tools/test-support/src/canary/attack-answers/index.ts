import type { Placement } from '../placement.ts'
import { attributes } from './attributes.ts'
import { credentials } from './credentials.ts'
import { echoedWords } from './echoed-words.ts'
import { headersAndBodies } from './headers-and-bodies.ts'
import { placesOfANumber } from './places-of-a-number.ts'
import { spellingsOfANumber } from './spellings-of-a-number.ts'
import { valuesByShape } from './values-by-shape.ts'

/** Private values in answers, placed by somebody who had not read the redactor. */
export const attackedAnswers: readonly Placement[] = [
  ...echoedWords,
  ...spellingsOfANumber,
  ...placesOfANumber,
  ...valuesByShape,
  ...attributes,
  ...credentials,
  ...headersAndBodies,
]
