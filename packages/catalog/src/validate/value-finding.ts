import { closedParameters, commonMistakes } from '../data/closed-values.ts'
import type { ParameterFinding, Severity } from '../finding.ts'
import type { ParameterRow } from '../model.ts'
import { valuesAnywhere } from '../kinds/values-anywhere.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { grammars } from '../grammars/grammars.ts'
import { isOfGrammar } from '../grammars/is-of-grammar.ts'
import { isMasked } from '../grammars/masks.ts'
import { listInWords } from '../grammars/words/listed.ts'

/** What is wrong with one value of one parameter, or undefined. */
export function valueFinding(
  kind: WebhookKind,
  row: ParameterRow,
  value: string,
): ParameterFinding | undefined {
  const { name, grammar, values } = row
  if (value.includes('\uFFFD')) {
    return finding(row, 'warning', 'parameter-encoding', `${name} is not UTF-8, or was not decoded as UTF-8.`)
  }
  const listed = (grammar === 'enum' || grammar === 'const') && values !== undefined
  if (listed ? values.includes(value) : isOfGrammar(row, value)) return undefined
  if (isMasked(value)) {
    return finding(row, 'info', 'parameter-masked', `${name} is masked or left out: ${quote(value)}.`)
  }
  if (!listed) {
    const message = `${name} is ${quote(value)}; Twilio sends ${grammars[grammar].words(row)}.`
    return finding(row, 'warning', 'parameter-value', message)
  }
  if (valuesAnywhere.get(name)?.has(value) === true) {
    const message = `${name} is ${quote(value)}, which Twilio does not send with ${kind}: it sends ${listInWords(row)}.`
    return finding(row, 'warning', 'parameter-value', message)
  }
  const severity = closedParameters.has(name) && value !== '' ? 'error' : 'warning'
  const known = [...(valuesAnywhere.get(name) ?? values)]
  const message = `${name} is ${quote(value)}, which Twilio does not send: ${intended(row, value, known)}.`
  return finding(row, severity, 'parameter-value', message)
}

function finding(row: ParameterRow, severity: Severity, code: string, message: string): ParameterFinding {
  return { code, severity, parameter: row.name, message }
}

/** A longer value is no other one misspelt. */
const longestMistake = 100

function intended({ name }: ParameterRow, value: string, values: readonly string[]): string {
  const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, '')
  const mistakes: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = commonMistakes
  const valueMeant = (): string | undefined => {
    const mistaken = new Map(Object.entries(mistakes[name] ?? {})).get(value.toLowerCase())
    const letters = lettersOf(value)
    return mistaken ?? values.find((each) => lettersOf(each) === letters)
  }
  const meant = value.length > longestMistake ? undefined : valueMeant()
  return meant === undefined ? `it sends ${listInWords({ grammar: 'enum', values })}` : `it sends ${meant}`
}

function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value)
}
