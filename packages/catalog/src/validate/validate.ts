import { isFinalCallStatus } from '../values/call-status.ts'
import { lateParameters } from '../data/kind-signals.ts'
import type { ParameterFinding } from '../finding.ts'
import { kindRow } from '../kinds/kind-row.ts'
import type { KindRow, ParameterRow } from '../model.ts'
import { parameter } from '../parameter.ts'
import { valueOf, type Parameters } from '../parameters.ts'
import type { WebhookKind } from '../webhooks.gen.ts'
import { isKnownAnywhere, nameInLetters } from '../kinds/known-names.ts'
import { valueFinding } from './value-finding.ts'

/** The facts about a request besides its parameters. */
export interface ValidateOptions {
  /** The method of the request; some parameters come with one method only. */
  readonly method?: string
}

/** The webhook that a value is in. */
interface WebhookContext extends ValidateOptions {
  readonly kind: WebhookKind
  readonly parameters: Parameters
}

/** Parameters that only calls have that have ended. */
const ofFinishedCalls: ReadonlySet<string> = new Set([parameter.CallDuration, parameter.Duration])

/**
 * What is unusual about the parameters of a webhook. Only what Twilio cannot have sent is an error: an unknown
 * `CallStatus`, `callsid` for `CallSid`. What real traffic contains (invalid numbers, empty places, masked SIDs,
 * parameters that the catalog does not list) is a warning or information. Findings are in the order of the parameters,
 * followed by the missing parameters in the order of the table. Never throws for a kind of the catalog.
 */
export function validate(
  kind: WebhookKind,
  parameters: Parameters,
  options: ValidateOptions = {},
): ParameterFinding[] {
  const row = kindRow(kind)
  const known = rowsOf(row)
  const context = { kind, parameters, ...options }
  const names = new Set(parameters.map(([name]) => name))
  const seen = new Set<string>()
  const findings: ParameterFinding[] = []
  for (const [name, value] of parameters) {
    const parameterRow = known.get(name)
    if (parameterRow === undefined) findings.push(...strangerFindings(row, name, names))
    else if (seen.has(name)) findings.push(repeated(name))
    else findings.push(...valueFindings(parameterRow, value, context))
    seen.add(name)
  }
  findings.push(...missingFindings(row, names))
  return findings
}

/** By kind, its rows by name: made once, because proxies validate every request. */
const rowsByKind = new Map<KindRow, ReadonlyMap<string, ParameterRow>>()

function rowsOf(kind: KindRow): ReadonlyMap<string, ParameterRow> {
  const known = rowsByKind.get(kind) ?? new Map(kind.parameters.map((row) => [row.name, row]))
  rowsByKind.set(kind, known)
  return known
}

function strangerFindings(row: KindRow, name: string, names: ReadonlySet<string>): ParameterFinding[] {
  const families = row.parameters.filter(({ presence }) => presence === 'dynamic')
  if (families.some((family) => family.name === '*custom*' || name.startsWith(family.name.slice(0, -1))))
    return []
  const meant = row.parameters.find((each) => nameInLetters(each.name) === nameInLetters(name))
  if (meant?.presence === 'always' && !names.has(meant.name)) {
    const message = `Unknown parameter ${name}. Names are case-sensitive: Twilio sends ${meant.name}.`
    return [{ code: 'parameter-name', severity: 'error', parameter: name, message }]
  }
  const message = isKnownAnywhere(name)
    ? `${name} is known from other webhooks, not from ${row.kind}. Twilio may add parameters at any time.`
    : `Unknown parameter ${name}: a custom parameter of the app, or one that Twilio added.`
  return [{ code: 'parameter-unknown', severity: 'info', parameter: name, message }]
}

function repeated(name: string): ParameterFinding {
  const message = `${name} appears more than once. Twilio sends each parameter once, and SDKs differ in how they sign a repeated one.`
  return { code: 'parameter-repeated', severity: 'warning', parameter: name, message }
}

function valueFindings(
  row: ParameterRow,
  value: string,
  { kind, parameters, method }: WebhookContext,
): ParameterFinding[] {
  const { name } = row
  const findings: ParameterFinding[] = []
  const finding = valueFinding(kind, row, value)
  if (finding !== undefined) findings.push(finding)
  const status = valueOf(parameters, parameter.CallStatus)
  if (ofFinishedCalls.has(name) && status !== undefined && !isFinalCallStatus(status)) {
    const message = `${name} is sent when a call has ended, but CallStatus is ${status}.`
    findings.push({ code: 'parameter-inconsistent', severity: 'warning', parameter: name, message })
  }
  if (name === parameter.CallToken && method?.toUpperCase() === 'GET') {
    const message = 'CallToken is sent with POST only, and this request is a GET.'
    findings.push({ code: 'parameter-inconsistent', severity: 'warning', parameter: name, message })
  }
  return findings
}

function missingFindings(row: KindRow, names: ReadonlySet<string>): ParameterFinding[] {
  const absent = row.parameters.filter(
    ({ name, presence, confidence }) =>
      presence === 'always' && confidence !== 'inferred' && !names.has(name),
  )
  if (absent.length === 0) return []
  const letters = new Set([...names].map(nameInLetters))
  return absent
    .filter(({ name }) => !letters.has(nameInLetters(name)))
    .map(({ name, example }) => ({
      code: 'parameter-missing',
      severity: lateParameters.has(name) ? 'info' : 'warning',
      parameter: name,
      message: `${name} is missing; Twilio sends it with every ${row.kind}${example === '' ? '' : `, for example ${example}`}.`,
    }))
}
