import { grammars, isFullyMasked, tellsNothing, type Grammar } from '@ringback/catalog'
import { base64Like, textOfBase64 } from '../find/base64-text.ts'
import { ibanEndAt, keyEndAt } from '../find/key-shapes.ts'
import { shapesIn } from '../find/shapes.ts'
import {
  isDate,
  ipv4Shape,
  ipv6Shape,
  jwtShape,
  nameShape,
  numberShape,
  schemeAddressShape,
  sidShape,
  urlShape,
} from '../find/value-shapes.ts'
import { joined, kept, replaced, type Redacted, type RedactionClass } from '../finding.ts'
import { isWithheld, type Pseudonyms } from '../pseudonyms/pseudonyms.ts'
import { createDepthLimit } from './depth-limit.ts'
import { createFormRedactor, isIdentifier } from './form.ts'
import { isJson, redactJson } from './json.ts'
import { factsOf, factsOfKey, isTwilioWord, type ParameterFacts } from './parameter-facts.ts'
import { decodePercent, encodeLike } from './percent.ts'
import { createUrlRedactor } from './url.ts'
import type { ValueContext, ValueRedactor } from './value-redactor.ts'

export interface ValueRules {
  readonly keep: ReadonlySet<string>
  readonly classes: ReadonlyMap<string, RedactionClass>
}

// oxlint-disable-next-line max-lines-per-function -- a factory: the functions inside call each other, a value being made of values
export function createValueRedactor(pseudonyms: Pseudonyms, rules: ValueRules): ValueRedactor {
  const unpacking = createDepthLimit()
  const form = createFormRedactor({ parameter, ownParameter, unknown })
  const url = createUrlRedactor({ pseudonyms, form, unknown, token })

  function parameter(name: string, value: string, context: ValueContext): Redacted {
    if (value === '' || isFullyMasked(value) || rules.keep.has(name)) return kept(value)
    const known = context.pseudonymOf?.(value)
    if (known !== undefined) return { text: known, findings: [] }
    const rule = rules.classes.get(name)
    if (rule !== undefined) return byClass(rule, value)
    return byFacts(factsOf(name), value, context)
  }

  function byClass(rule: RedactionClass, value: string): Redacted {
    if (rule === 'name' || rule === 'text') return wording(value)
    return pseudonyms[rule](value)
  }

  function byFacts(facts: ParameterFacts | undefined, value: string, context: ValueContext): Redacted {
    if (!facts) return unknown(value, context)
    if (facts.values.has(value)) return kept(value)
    for (const grammar of facts.grammars) if (tellsNothing(grammar, value)) return kept(value)
    for (const grammar of facts.grammars) {
      const other = byGrammar(grammar, value)
      if (other !== undefined) return other
    }
    return unknown(value, context)
  }

  /** For a value that is of the grammar; undefined: it is not, and only its shape counts. */
  function byGrammar(grammar: Grammar, value: string): Redacted | undefined {
    if (grammar === 'mmyy') return /^\d{4}$/.test(value) ? otherMonth(value) : undefined
    switch (grammars[grammar].privacy.content) {
      case 'address':
        return pseudonyms.address(value)
      case 'sid':
        return pseudonyms.sid(value)
      case 'host':
        return pseudonyms.host(value)
      case 'digits':
        return /^[0-9*#wWxX -]+$/.test(value) ? pseudonyms.digits(value) : undefined
      default:
        return undefined
    }
  }

  function otherMonth(value: string): Redacted {
    const other = pseudonyms.digits(value).text
    const month = String(1 + (Number(other.slice(0, 2)) % 12)).padStart(2, '0')
    return replaced('digits', value, month + other.slice(2))
  }

  function ownParameter(name: string, value: string, context: ValueContext): Redacted {
    // Two characters in the app's own query are routing (`?step=2`, `?lang=en`): they identify nobody.
    if (value.length <= 2 && factsOf(name) === undefined) return kept(value)
    return parameter(name, value, context)
  }

  function unknown(value: string, context: ValueContext): Redacted {
    if (value === '' || isTwilioWord(value) || isWithheld(value) || isDate(value)) return kept(value)
    const known = context.pseudonymOf?.(value)
    if (known !== undefined) return { text: known, findings: [] }
    if (sidShape.test(value)) return pseudonyms.sid(value)
    if (numberShape.test(value)) return pseudonyms.address(value)
    return unpacking(
      () => packed(value, context) ?? shaped(value),
      () => pseudonyms.plain('text', value),
    )
  }

  /** A value that holds others: a JWT, JSON, a URL, escapes. */
  function packed(value: string, context: ValueContext): Redacted | undefined {
    if (jwtShape.test(value)) return jwt(value, context)
    if (isJson(value)) return json(value, context)
    if (urlShape.test(value)) return url(value, { ...context, ownHost: '' })
    const decoded = decodePercent(value)
    if (decoded === value) return undefined
    const lowerCase = /%[0-9]?[a-f]/.test(value)
    const other = unknown(decoded, context)
    const text = other.text === decoded ? value : encodeLike('%', other.text, { plus: false, lowerCase })
    return joined([{ text: '', findings: other.findings }, replaced('text', value, text)])
  }

  function shaped(value: string): Redacted {
    if (ipv4Shape.test(value) || ipv6Shape.test(value)) return pseudonyms.ip(value)
    if (schemeAddressShape.test(value) || /^<\w{1,20}:.*>/.test(value)) return pseudonyms.address(value)
    if (keyEndAt(value, 0) === value.length || ibanEndAt(value, 0) === value.length) {
      return pseudonyms.plain('token', value)
    }
    return /^[^\s@]+@[^\s@]+$/.test(value) ? pseudonyms.token(value) : wording(value)
  }

  /** Somebody's words: replaced by others of the same length; what has a shape keeps it. */
  function wording(value: string): Redacted {
    if (value.trim() === '') return kept(value)
    if (/^\d+$/.test(value)) return pseudonyms.digits(value)
    if (nameShape.test(value)) return pseudonyms.plain('name', value)
    const shapes = shapesIn(value)
    if (shapes.length === 0 && !value.includes('+')) return pseudonyms.plain('text', value)
    let at = 0
    const parts: (string | Redacted)[] = []
    for (const { kind, start, end } of shapes) {
      const whole = value.slice(start, end)
      parts.push(words(value.slice(at, start)))
      parts.push(
        kind === 'address' ? pseudonyms.address(whole) : kind === 'ip' ? pseudonyms.ip(whole) : token(whole),
      )
      at = end
    }
    parts.push(words(value.slice(at)))
    const other = joined(parts)
    return joined([{ text: '', findings: other.findings }, replaced('text', value, other.text)])
  }

  function words(part: string): Redacted {
    if (!/[\p{L}\p{N}\p{S}]/u.test(part)) return kept(part)
    if (!part.includes('+')) return pseudonyms.plain('text', part)
    const pieces = part.split(/(\+\d{7,15}(?!\d))/)
    return joined(
      pieces.map((piece, at) => (at % 2 === 1 ? pseudonyms.address(piece) : pseudonyms.plain('text', piece))),
    )
  }

  function token(value: string): Redacted {
    if (jwtShape.test(value)) return jwt(value, noContext)
    const decoded = decodePercent(value)
    if (decoded === value) return pseudonyms.token(value)
    return unpacking(
      () => {
        const other = token(decoded)
        const text = encodeLike('%', other.text, { plus: false, lowerCase: false })
        return joined([{ text: '', findings: other.findings }, replaced('token', value, text)])
      },
      () => pseudonyms.plain('token', value),
    )
  }

  function jwt(value: string, context: ValueContext): Redacted {
    const [head = '', claims = '', signature = ''] = value.split('.')
    const parts = [head, claims].map((part) => {
      const text = textOfBase64(part)
      if (text === undefined || !isJson(text)) return pseudonyms.token(part)
      const other = json(text, context)
      return { text: base64Like(part, other.text), findings: other.findings }
    })
    const other = joined([parts[0] ?? '', '.', parts[1] ?? '', '.', kept(pseudonyms.token(signature).text)])
    return joined([{ text: '', findings: other.findings }, replaced('token', value, other.text)])
  }

  function json(text: string, context: ValueContext): Redacted {
    return redactJson(text, {
      key: (key) => (isIdentifier(key) ? kept(key) : unknown(key, context)),
      leaf: (key, value) => {
        const facts = factsOfKey(key)
        if (!facts && jwtHeaders.has(key) && /^(?:\w{1,8}|\d{10})$/.test(value)) return kept(value)
        if (!facts && /^-?(?:\d{1,3}|\d{0,3}\.\d{1,17})$/.test(value)) return kept(value)
        if (facts === undefined || factsOf(key) === facts) return parameter(key, value, context)
        return value === '' || isFullyMasked(value) ? kept(value) : byFacts(facts, value, context)
      },
    })
  }

  return { parameter, ownParameter, unknown, token, json, form, url }
}

const jwtHeaders = new Set(['alg', 'typ', 'kid', 'iat', 'exp', 'nbf', 'ppt'])
const noContext: ValueContext = { ownHost: '', pseudonymOf: undefined, isOwnSegment: () => false }
