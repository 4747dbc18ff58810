import { elementRow, reachableVerbs, type TwimlDocument, type TwimlElement } from '@ringback/twiml'
import { type PactRule, regexRule, rule } from './pact.ts'
import { rulePath } from './rule-path.ts'

/** The part of a document that the XML rules of Pact can hold. */
export interface Skeleton {
  readonly xml: string
  readonly rules: Readonly<Record<string, PactRule>>
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

/**
 * The verbs that run, each name once, with their action URLs: Pact's rules say "at least one of these", and cannot
 * say in which order, how often, or what else may stand there.
 */
export function responseSkeleton(document: TwimlDocument | null): Skeleton {
  if (document === null) return { xml: `${declaration}<Response/>`, rules: {} }
  const rules: Record<string, PactRule> = {}
  const verbs = Map.groupBy(reachableVerbs(document), ({ name }) => name)
  const inner = [...verbs].map(([name, elements]) => {
    const path = rulePath(name, '$.Response')
    rules[path] = rule({ match: 'type' })
    const attributes = actionAttributes(elements).map(([attribute, values]) => {
      rules[`${path}['@${attribute}']`] = regexRule(`^(?:${values.map(escapedRegex).join('|')})$`)
      return ` ${attribute}="${escapedXml(values[0] ?? '')}"`
    })
    return `<${name}${attributes.join('')}/>`
  })
  return {
    xml:
      inner.length === 0
        ? `${declaration}<Response/>`
        : `${declaration}<Response>${inner.join('')}</Response>`,
    rules,
  }
}

/** URL attributes that every element has, with the values they take. */
function actionAttributes(
  elements: readonly TwimlElement[],
): readonly (readonly [string, readonly string[]])[] {
  const [first] = elements
  const callbacks = first?.id == null ? [] : (elementRow(first.id)?.callbacks ?? [])
  return [
    ...new Set(callbacks.filter(({ answer }) => answer === 'run').map(({ attribute }) => attribute)),
  ].flatMap((attribute) => {
    const values = elements.map(({ attributes }) => attributes[attribute])
    const written = values.filter((value) => value !== undefined)
    if (written.length !== elements.length) return []
    return [[attribute, [...new Set(written)]] as const]
  })
}

function escapedRegex(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

function escapedXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
