import {
  type AnyKnownElement,
  elementRow,
  reachableVerbs,
  trimmedText,
  type TwimlDocument,
} from '@ringback/twiml'
import { type PactRule, regexRule, rule } from './pact.ts'
import { rulePath } from './rule-path.ts'

/** The part of a document that the XML rules of Pact can hold. */
export interface Skeleton {
  readonly xml: string
  readonly rules: Readonly<Record<string, PactRule>>
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/**
 * The verbs that run, each name once, with the URLs they hand the call to. Pact's rules say "at least one of these",
 * and cannot say in which order, how often, or what else may stand there.
 */
export function responseSkeleton(document: TwimlDocument | null): Skeleton {
  const rules: Record<string, PactRule> = {}
  const verbs = Map.groupBy(document === null ? [] : reachableVerbs(document), ({ name }) => name)
  const inner = [...verbs].map(([name, elements]) => {
    const path = rulePath(name, '$.Response')
    // A rule on the element itself would close the set of its children.
    rules[`${path}['#text']`] = rule({ match: 'type' })
    let attributes = ''
    let text = ''
    for (const [place, values] of urlsOf(elements)) {
      const [example = ''] = values
      rules[`${path}['${place}']`] = regexRule(`^(?:${values.map(escapedRegex).join('|')})$`)
      if (place === '#text') text = escapedXml(example)
      else attributes += ` ${place.slice(1)}="${escapedXml(example)}"`
    }
    return text === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${text}</${name}>`
  })
  const xml = inner.length === 0 ? '<Response/>' : `<Response>${inner.join('')}</Response>`
  return { xml: `${declaration}${xml}`, rules }
}

/** Where verbs of one name hold URLs whose TwiML Twilio runs, with the values they have there; only if all have one. */
function urlsOf(
  elements: readonly AnyKnownElement[],
): readonly (readonly [place: string, values: readonly string[]])[] {
  const [first] = elements
  const callbacks = first === undefined ? [] : (elementRow(first.id)?.callbacks ?? [])
  const names = new Set(callbacks.filter(({ answer }) => answer === 'run').map(({ attribute }) => attribute))
  return [...names].flatMap((name) => {
    const isText = name === '#text'
    const written = elements.flatMap((element) => {
      const value = isText ? trimmedText(element) : element.attributes[name]
      return value === undefined || value === '' ? [] : [value]
    })
    if (written.length !== elements.length) return []
    return [[isText ? name : `@${name}`, [...new Set(written)]] as const]
  })
}

function escapedRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
