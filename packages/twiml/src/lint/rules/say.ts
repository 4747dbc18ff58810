import { verb } from '../../names.gen.ts'
import { printInline } from '../../print.ts'
import { childElements } from '../../tree.ts'
import { spokenText } from '../../view/element-text.ts'
import type { ElementRule } from '../options.ts'

/** Characters that Twilio speaks at most, by the start of the voice's name; Google counts the mark-up too. */
const POLLY_LIMIT = 3000
const GOOGLE_LIMIT = 5000
const BASIC_LIMIT = 4096

/** Words to say: some, and not too many for the voice. */
export const sayRule: ElementRule = ({ element }) => {
  if (element.id !== verb.Say) return []
  const spoken = spokenText(element)
  if (spoken === '' && childElements(element).length === 0) {
    const message = 'Say is empty; Twilio logs a warning and continues.'
    return [{ code: 'twiml-say-empty', message, position: element.position, twilioCode: 13520 }]
  }
  const voice = element.attributes['voice'] ?? ''
  const isGoogle = voice.startsWith('Google.')
  const limit = isGoogle ? GOOGLE_LIMIT : voice.startsWith('Polly.') ? POLLY_LIMIT : BASIC_LIMIT
  const length = isGoogle ? element.children.map(printInline).join('').length : spoken.length
  if (length <= limit) return []
  const message = `Say has ${length} characters, and this voice speaks at most ${limit}; split it into several Say.`
  return [{ code: 'twiml-say-too-long', message, position: element.position, twilioCode: 13521 }]
}
