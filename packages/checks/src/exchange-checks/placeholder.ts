import { memoized } from '@ringback/common'
import { element, noun, trimmedText, verb, type TwimlDocument, type TwimlElement } from '@ringback/twiml'
import { roleOf, sentParameters } from '../answer.ts'
import type { Check } from '../check.ts'
import { documentOf } from '../document-of.ts'
import { elementsOf } from '../elements-of.ts'
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
    const document = roleOf(exchange) === 'document' ? documentOf(exchange) : null
    const { spoken, written } = document === null ? nothing : placeholdersOf(document)
    if (spoken.length === 0 && written.length === 0) return []
    const sent = sentParameters(exchange).map(([, value]) => value)
    const isSent = (found: string): boolean => sent.some((value) => value.includes(found))
    const heard = spoken.find((found) => !isSent(found))
    if (heard !== undefined) {
      const message = `The caller hears "${heard}", which stands for a value that is missing.`
      return [{ code: 'placeholder-spoken', severity: 'error', message }]
    }
    const found = written.find(({ value }) => !isSent(value))
    if (found === undefined) return []
    const message = `${found.where} "${found.value}", which stands for a value that is missing.`
    return [{ code: 'placeholder-written', severity: found.severity, message }]
  },
}

/** What stands in a document like a value that is missing, in its order. */
interface Placeholders {
  readonly spoken: readonly string[]
  readonly written: readonly WrittenPlaceholder[]
}

const nothing: Placeholders = { spoken: [], written: [] }

/** An app answers most webhooks with the same few documents. */
const placeholdersOf = memoized((document: TwimlDocument): Placeholders => {
  const elements = [...elementsOf(document)]
  return {
    spoken: elements.flatMap((each) => spokenPlaceholder(each) ?? []),
    written: elements.flatMap((each) => textPlaceholder(each) ?? attributePlaceholder(each) ?? []),
  }
})

function spokenPlaceholder(each: TwimlElement): string | undefined {
  if (!isSpoken(each)) return undefined
  const { language = '', voice = '' } = each.attributes
  return placeholderIn(textWithin(each), `${language} ${voice}`)
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
