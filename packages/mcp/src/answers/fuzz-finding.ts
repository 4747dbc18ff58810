import type { FuzzFinding } from '@ringback/fuzz'
import * as v from 'valibot'
import { cutText } from './cut-text.ts'
import { firstThatFit } from './first-that-fit.ts'

/** A finding of the fuzzer, as tools say it. */
export interface FuzzFindingAnswer {
  readonly id: string
  readonly code: string
  readonly severity: 'error' | 'warning' | 'info'
  readonly twilioCode: number | null
  readonly kind: string
  readonly message: string
  readonly method: string
  readonly url: string
  readonly parameters: Readonly<Record<string, string>>
  readonly status: number | null
  readonly path: readonly string[]
}

export const fuzzFindingSchema: v.GenericSchema<FuzzFindingAnswer> = v.strictObject({
  id: v.pipe(v.string(), v.description('Names it in replay_finding')),
  code: v.string(),
  severity: v.picklist(['error', 'warning', 'info']),
  twilioCode: v.nullable(v.number()),
  kind: v.string(),
  message: v.string(),
  method: v.string(),
  url: v.string(),
  parameters: v.pipe(
    v.record(v.string(), v.string()),
    v.description('Of the smallest request that shows it'),
  ),
  status: v.pipe(v.nullable(v.number()), v.description('What the app answered; null: nothing')),
  path: v.pipe(v.array(v.string()), v.description('What the caller does to get there; empty: nothing')),
})

const parameterCharacters = 6000
const mostSteps = 30
const longest = 400

/** A finding as it is answered. */
export function fuzzFindingAnswer(finding: FuzzFinding): FuzzFindingAnswer {
  const { id, code, severity, twilioCode, kind, message, request, response, path } = finding
  const parameters = firstThatFit(
    Object.entries(request.params),
    parameterCharacters,
    ([name, value]) => [cutText(name, 100), cutText([value].flat().join(', '), longest)] as const,
  )
  return {
    id,
    code,
    severity,
    twilioCode,
    kind,
    message: cutText(message, longest),
    method: request.method,
    url: cutText(request.url, longest),
    parameters: Object.fromEntries(parameters.items),
    status: response.status,
    path: path.slice(0, mostSteps).map((step) => cutText(step, 100)),
  }
}
