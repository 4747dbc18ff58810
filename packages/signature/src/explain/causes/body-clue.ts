import { bodyHashHolds, bodyText, type SignedBody } from '../../content.ts'
import type { Clue } from '../alternatives/alternative.ts'

/** Whether a body differs from the one whose hash Twilio signed, and how. */
export function bodyClue(body: SignedBody, signedUrl: string): Clue | null {
  if (bodyHashHolds(body, signedUrl)) return null
  const again = serialisations(bodyText(body)).some((text) => bodyHashHolds(text, signedUrl))
  return { code: again ? 'body-serialised-again' : 'body-changed' }
}

function serialisations(text: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(text)
    const plain = JSON.stringify(value)
    const spaced = JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ')
    const python = spaced.replaceAll(/([[{]) /g, '$1').replaceAll(/ ([\]}])/g, '$1')
    const forms = [
      plain,
      spaced,
      python,
      JSON.stringify(value, null, 2),
      JSON.stringify(value, null, 4),
      text.trim(),
    ]
    return forms.flatMap((form) => [form, `${form}\n`, asciiOnly(form), form.replaceAll('/', String.raw`\/`)])
  } catch {
    return [text.trim(), `${text}\n`, text.replaceAll('\r\n', '\n'), text.replaceAll('\n', '\r\n')]
  }
}

function asciiOnly(text: string): string {
  return text.replaceAll(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
