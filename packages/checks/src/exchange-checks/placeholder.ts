import { element, noun, trimmedText, verb, type TwimlElement } from '@ringback/twiml'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check, ObservedExchange } from '../check.ts'
import { documentOf } from '../document-of.ts'
import { elementsOf } from '../elements-of.ts'
import type { CheckFinding } from '../finding.ts'
import { isPlaceholder, placeholderIn } from '../placeholders.ts'
import { isSpoken, textWithin } from '../spoken-in.ts'

/** Elements whose text is called, entered, played or requested. */
const named: ReadonlySet<string> = new Set([
  verb.Dial,
  noun.Number,
  noun.Client,
  noun.Conference,
  noun.Queue,
  element.Sip,
  'Identity',
  verb.Enqueue,
  verb.Play,
  verb.Redirect,
])

/**
 * A value that is missing: the caller hears "Hello undefined", a telephone rings for a client called "null", an action URL has
 * `?attempt=NaN`. What stood in the request like that is the caller's, and no fault of the app.
 */
export const placeholder: Check = {
  name: 'placeholder',
  title: 'Nothing is said, called or requested in place of a value that is missing.',
  judge(exchange) {
    const spoken = spokenPlaceholder(exchange)
    if (spoken === undefined) return writtenPlaceholders(exchange)
    const message = `The caller hears "${spoken}", which stands for a value that is missing.`
    return [{ code: 'placeholder-spoken', severity: 'error', message }]
  },
}

function spokenPlaceholder(exchange: ObservedExchange): string | undefined {
  const document = roleOf(exchange) === 'document' ? documentOf(exchange) : null
  if (document === null) return undefined
  for (const each of elementsOf(document)) {
    if (!isSpoken(each)) continue
    const { language = '', voice = '' } = each.attributes
    const found = placeholderIn(textWithin(each), `${language} ${voice}`)
    if (found !== undefined && !sentParameters(exchange).some(([, value]) => value.includes(found)))
      return found
  }
  return undefined
}

function writtenPlaceholders(exchange: ObservedExchange): readonly CheckFinding[] {
  const document = roleOf(exchange) === 'document' ? documentOf(exchange) : null
  if (document === null) return []
  const sent = sentParameters(exchange).map(([, value]) => value)
  for (const each of elementsOf(document)) {
    const found = textPlaceholder(each) ?? attributePlaceholder(each)
    if (found === undefined || sent.some((value) => value.includes(found.value))) continue
    const message = `${found.where} "${found.value}", which stands for a value that is missing.`
    return [{ code: 'placeholder-written', severity: found.severity, message }]
  }
  return []
}

interface WrittenPlaceholder {
  /** What has the value, and a verb: `Number dials`. */
  readonly where: string
  readonly value: string
  readonly severity: 'error' | 'warning'
}

/** Twilio calls, plays or requests the text, and fails. */
function textPlaceholder(each: TwimlElement): WrittenPlaceholder | undefined {
  if (!named.has(each.name)) return undefined
  const value = trimmedText(each)
  if (!isPlaceholder(value)) return undefined
  return { where: `${each.name} names`, value, severity: 'error' }
}

function attributePlaceholder({ name, attributes }: TwimlElement): WrittenPlaceholder | undefined {
  for (const [attribute, value] of Object.entries(attributes)) {
    if (isPlaceholder(value)) return { where: `${name} has ${attribute}`, value, severity: 'warning' }
  }
  return undefined
}
