import { kinds, type Grammar } from '@ringback/catalog'

/** What the catalog knows of a parameter name, over all kinds. */
export interface ParameterFacts {
  readonly grammars: ReadonlySet<Grammar>
  readonly values: ReadonlySet<string>
}

const byName = new Map<string, { grammars: Set<Grammar>; values: Set<string> }>()
const byFoldedName = new Map<string, ParameterFacts>()
const words = new Set(['true', 'false', 'null'])

for (const row of kinds.flatMap((kind) => kind.parameters)) {
  if (row.name.includes('*')) continue
  const facts = byName.get(row.name) ?? { grammars: new Set(), values: new Set() }
  byName.set(row.name, facts)
  byFoldedName.set(folded(row.name), facts)
  facts.grammars.add(row.grammar)
  for (const value of row.values ?? []) {
    facts.values.add(value)
    const isWord = row.grammar === 'enum' || row.grammar === 'const'
    if (isWord && /[a-z].*[a-z]/i.test(value)) words.add(value)
  }
}

/** What is known of a parameter, in Twilio's spelling. */
export function factsOf(name: string): ParameterFacts | undefined {
  return byName.get(name)
}

/** The same for a key in JSON, where Twilio also writes `call_sid` and `callSid`. */
export function factsOfKey(key: string): ParameterFacts | undefined {
  return byFoldedName.get(folded(key))
}

/** True for a word of Twilio's own vocabulary (a status, a direction, ...): it says nothing about anybody. */
export function isTwilioWord(value: string): boolean {
  return words.has(value)
}

function folded(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}
