import { element, noun, trimmedText, verb, type TwimlElement } from '@ringback/twiml'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check, ObservedExchange } from '../check.ts'
import { documentOf } from '../document-of.ts'
import { elementsOf } from '../elements-of.ts'
import type { CheckFinding } from '../finding.ts'
import { saidLike } from './said.ts'

/** What programs make of a value that is not there. */
const placeholders =
  /\bundefined\b|\bNaN\b|\bnull\b|\[object Object\]|%(?:[({]\w+[)}])?s\b|\$\{\w+\}|\{\{\s*\w+\s*\}\}/

/** The same as the whole of a value, or as the user of an address. */
const wholePlaceholder =
  /^(?:(?:sips?|client|tel):)?(?:undefined|NaN|null|None|\[object Object\]|\$\{\w+\}|\{\{\s*\w+\s*\}\})(?:$|@)/

/** The same as a segment of the path of a URL, or as a value in its query. */
const inUrl = /[/=](?:undefined|NaN|null|None|\[object Object\])(?=$|[/?&#])/

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
    const spoken = saidLike(exchange, placeholders)
    if (spoken === undefined) return writtenPlaceholders(exchange)
    const message = `The caller hears "${spoken}", which stands for a value that is missing.`
    return [{ code: 'placeholder-spoken', severity: 'error', message }]
  },
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

function isPlaceholder(value: string): boolean {
  return wholePlaceholder.test(value) || inUrl.test(decoded(value))
}

/** `%5Bobject%20Object%5D` is how a program writes it into a URL. */
function decoded(value: string): string {
  return value
    .replaceAll(/%5B/gi, '[')
    .replaceAll(/%5D/gi, ']')
    .replaceAll(/%20|\+/g, ' ')
}
