import {
  isKnownAnywhere,
  isMasked,
  kindRow,
  parameter,
  type ParameterRow,
  type Parameters,
  type WebhookKind,
} from '@ringback/catalog'
import { correlationDrift } from './correlations.ts'
import type { DriftReason, DriftRow } from './drift.ts'
import { isRequired } from '../kind/kind-shape.ts'
import { acceptsGeo, acceptsParty } from './accepts-party.ts'
import { acceptsValue, isListed } from './accepts-value.ts'
import { methodsOf } from './methods-of.ts'

/** The facts about a webhook besides its parameters. */
export interface MembershipOptions {
  /** Names of parameters that the app chose itself and Twilio passed on. Their values are not compared. */
  readonly customParameters?: readonly string[]
}

/**
 * Compares a webhook with what the arbitrary of its kind produces. Returns one row for each difference, none when the
 * webhook could have been generated. Values are compared by their form: digits of subscribers, the words of a text,
 * masked values and custom parameters do not count. `catalogRowsOf` says for each row what to change if the webhook is right.
 */
export function couldHaveProduced(
  kind: WebhookKind,
  method: string,
  parameters: Parameters,
  { customParameters = [] }: MembershipOptions = {},
): readonly DriftRow[] {
  const { parameters: rows } = kindRow(kind)
  const custom = new Set(customParameters)
  const own = parameters.filter(([name]) => !custom.has(name))
  const drift = (name: string, reason: DriftReason, message: string, value?: string): DriftRow => ({
    reason,
    kind,
    parameter: name,
    ...(value !== undefined && { value }),
    message,
  })
  const found: DriftRow[] = []
  const methods = methodsOf(kind)
  if (!methods.includes(method))
    found.push(drift('', 'method', `${kind} is sent with ${methods.join(' or ')}, not ${method}.`))
  const byName = new Map(rows.map((row) => [row.name, row]))
  const values = new Map<string, string>()
  for (const [name, value] of own) {
    const row = byName.get(name) ?? familyOf(rows, name)
    if (row === undefined) {
      const isKnown = isKnownAnywhere(name)
      found.push(
        isKnown
          ? drift(name, 'unexpected-parameter', `${kind} never has ${name}, which other kinds have.`)
          : drift(name, 'unknown-parameter', `${kind} has no parameter ${name}, and no other kind has.`),
      )
      continue
    }
    if (values.has(name)) found.push(drift(name, 'repeated', `${name} appears more than once.`))
    values.set(name, value)
    const problem = isMasked(value) ? undefined : valueProblem(kind, row, name, value)
    if (problem !== undefined) found.push(drift(name, problem.reason, problem.message, value))
  }
  for (const row of rows) {
    if (!isRequired(row) || row.presence === 'dynamic' || values.has(row.name)) continue
    found.push(drift(row.name, 'missing', `${row.name} is missing, and every ${kind} has it.`))
  }
  return [
    ...found,
    ...correlationDrift(kind, method, values).map(([name, message]) => drift(name, 'correlation', message)),
  ]
}

function familyOf(rows: readonly ParameterRow[], name: string): ParameterRow | undefined {
  const families = rows.filter(({ presence }) => presence === 'dynamic')
  return (
    families.find((row) => row.name.length > 1 && name.startsWith(row.name.slice(0, -1))) ??
    families.find((row) => row.name === '*custom*')
  )
}

const parties: ReadonlySet<string> = new Set([
  parameter.From,
  parameter.To,
  parameter.Caller,
  parameter.Called,
])

/** What is odd about a value, and whether that is its form or that the row's list lacks it. */
interface ValueProblem {
  readonly reason: 'new-value' | 'value'
  readonly message: string
}

function valueProblem(
  kind: WebhookKind,
  row: ParameterRow,
  name: string,
  value: string,
): ValueProblem | undefined {
  const shown = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  const odd = (message: string): ValueProblem => ({ reason: 'value', message })
  if (row.presence === 'dynamic') return undefined
  if (parties.has(name))
    return acceptsParty(kind, name, value) ? undefined : odd(`${name} of ${kind} is never ${shown}.`)
  const geo = acceptsGeo(name, value)
  if (geo !== undefined) return geo ? undefined : odd(`${name} never looks like ${shown}.`)
  if (acceptsValue(row, value)) return undefined
  return isListed(row)
    ? { reason: 'new-value', message: `${name} is ${shown}, which is not one of its values.` }
    : odd(`${name} is ${shown}, which does not match the grammar ${row.grammar}.`)
}
