import { joined, kept, type Redacted } from '../finding.ts'
import { holdsNumber, sidShape } from '../find/value-shapes.ts'
import { createLru } from '../pseudonyms/lru.ts'
import { factsOf } from './parameter-facts.ts'
import { decodeFormValue, encodeLike, spellingOf, type FormSpelling } from './percent.ts'
import type { FormRedactor, ValueContext, ValueRedactor } from './value-redactor.ts'

/** What recurs, as a caller does through a call, is looked up. Those of a few hundred calls: more takes longer than it saves. */
const segmentsRemembered = 500

const identifier = /^[A-Za-z_$][\w.$[\]*-]{0,63}$/

/** True for a key or the name of a parameter that names nothing private. */
export function isIdentifier(name: string): boolean {
  return identifier.test(name) && !sidShape.test(name) && !holdsNumber(name)
}

export function createFormRedactor(
  values: Pick<ValueRedactor, 'ownParameter' | 'parameter' | 'unknown'>,
): FormRedactor {
  /** By spelling: form or query, `+` or `%20`, capitals or small letters in escapes. */
  const remembered = Array.from({ length: 8 }, () => createLru<Redacted>(segmentsRemembered))

  return (text, context, { ownQuery }) => {
    if (text === '') return kept('')
    const spelling = spellingOf(text)
    const known =
      context.pseudonymOf === undefined
        ? remembered[(ownQuery ? 4 : 0) + (spelling.plus ? 2 : 0) + (spelling.lowerCase ? 1 : 0)]
        : undefined
    const parts: (string | Redacted)[] = []
    for (const [index, pair] of text.split('&').entries()) {
      let other = known?.get(pair)
      if (other === undefined) {
        other = redactPair(pair, spelling, context, ownQuery)
        known?.set(pair, other)
      }
      if (index > 0) parts.push('&')
      parts.push(other)
    }
    return joined(parts)
  }

  function redactPair(
    pair: string,
    spelling: FormSpelling,
    context: ValueContext,
    ownQuery: boolean,
  ): Redacted {
    const equals = pair.indexOf('=')
    const rawName = equals < 0 ? pair : pair.slice(0, equals)
    const name = decodeFormValue(rawName)
    const isName = isIdentifier(name) && (equals >= 0 || factsOf(name) !== undefined)
    const safeName =
      isName || name === '' ? rawName : spelled(rawName, values.unknown(name, context), spelling)
    if (equals < 0) return joined([safeName])
    const rawValue = pair.slice(equals + 1)
    const value = decodeFormValue(rawValue)
    const other = ownQuery
      ? values.ownParameter(name, value, context)
      : values.parameter(name, value, context)
    return joined([safeName, '=', other.text === value ? rawValue : spelled(rawValue, other, spelling)])
  }
}

function spelled(raw: string, { text, findings }: Redacted, spelling: FormSpelling): Redacted {
  return { text: encodeLike(raw, text, spelling), findings }
}
