import { isFinalCallStatus } from '../call-status.ts'
import { lateParameters } from '../data/kind-signals.ts'
import type { ParameterFinding } from '../finding.ts'
import { kindRow } from '../kind-row.ts'
import type { KindRow, ParameterRow } from '../model.ts'
import { parameter } from '../parameter.ts'
import { valueOf, type Parameters } from '../parameters.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { isKnownAnywhere, nameInLetters } from '../known-names.ts'
import { valueFinding } from './value-finding.ts'

export interface ValidateOptions {
  /** The method of the request; some parameters come with one method only. */
  readonly method?: string
}

/** What only a call that is over has. */
const ofFinishedCalls: ReadonlySet<string> = new Set([parameter.CallDuration, parameter.Duration])

/**
 * What is odd about the parameters of a webhook. Error is kept for what Twilio cannot have sent: a wrong
 * `CallStatus`, `callsid` for `CallSid`. Whatever traffic is known to contain (junk numbers, empty places,
 * masked SIDs, parameters not listed yet) is a warning at most. Findings stand in the order of the parameters,
 * then those that are missing in the order of the table.
 */
export function validate(
  kind: WebhookKind,
  parameters: Parameters,
  options: ValidateOptions = {},
): ParameterFinding[] {
  const row = kindRow(kind)
  const known = new Map(row.parameters.map((each) => [each.name, each]))
  const names = new Set(parameters.map(([name]) => name))
  const seen = new Set<string>()
  const findings: ParameterFinding[] = []
  for (const [name, value] of parameters) {
    const parameterRow = known.get(name)
    if (parameterRow === undefined) findings.push(...strangerFindings(row, name, names))
    else if (seen.has(name)) findings.push(repeated(name))
    else findings.push(...valueFindings(row, parameterRow, value, parameters, options))
    seen.add(name)
  }
  findings.push(...missingFindings(row, names))
  return findings
}

function strangerFindings(row: KindRow, name: string, names: ReadonlySet<string>): ParameterFinding[] {
  const families = row.parameters.filter(({ presence }) => presence === 'dynamic')
  if (families.some((family) => family.name === '*custom*' || name.startsWith(family.name.slice(0, -1))))
    return []
  const meant = row.parameters.find((each) => nameInLetters(each.name) === nameInLetters(name))
  if (meant?.presence === 'always' && !names.has(meant.name)) {
    const message = `${name} is not what Twilio sends: names are case-sensitive, this one is ${meant.name}.`
    return [{ code: 'parameter-name', severity: 'error', parameter: name, message }]
  }
  const message = isKnownAnywhere(name)
    ? `${name} is not known to come with ${row.kind}; it does with other webhooks. Twilio may add parameters at any time.`
    : `${name} is not a parameter that Twilio is known to send. A custom parameter, or one that Twilio added.`
  return [{ code: 'parameter-unknown', severity: 'info', parameter: name, message }]
}

function repeated(name: string): ParameterFinding {
  const message = `${name} is there more than once. Twilio sends each of its parameters once, and SDKs differ in how they sign a repeated one.`
  return { code: 'parameter-repeated', severity: 'warning', parameter: name, message }
}

function valueFindings(
  { kind }: KindRow,
  row: ParameterRow,
  value: string,
  parameters: Parameters,
  { method }: ValidateOptions,
): ParameterFinding[] {
  const { name } = row
  const findings: ParameterFinding[] = []
  const finding = valueFinding(kind, row, value)
  if (finding !== undefined) findings.push(finding)
  const status = valueOf(parameters, parameter.CallStatus)
  if (ofFinishedCalls.has(name) && status !== undefined && !isFinalCallStatus(status)) {
    const message = `${name} comes when the call is over, and CallStatus is ${status}.`
    findings.push({ code: 'parameter-inconsistent', severity: 'warning', parameter: name, message })
  }
  if (name === parameter.CallToken && method?.toUpperCase() === 'GET') {
    const message = 'CallToken comes with POST only.'
    findings.push({ code: 'parameter-inconsistent', severity: 'warning', parameter: name, message })
  }
  return findings
}

function missingFindings(row: KindRow, names: ReadonlySet<string>): ParameterFinding[] {
  const letters = new Set([...names].map(nameInLetters))
  return row.parameters
    .filter(({ presence, confidence }) => presence === 'always' && confidence !== 'inferred')
    .filter(({ name }) => !names.has(name) && !letters.has(nameInLetters(name)))
    .map(({ name, example }) => ({
      code: 'parameter-missing',
      severity: lateParameters.has(name) ? 'info' : 'warning',
      parameter: name,
      message: `${name} is missing; Twilio sends it with every ${row.kind}${example === '' ? '' : `, for example ${example}`}.`,
    }))
}
