import { plainWebhook } from '@ringback/arbitraries'
import { isWebhookKind, recordFromParameters, type ParameterRecord } from '@ringback/catalog'
import { quoteForShell } from '@ringback/common'
import { withoutSids } from '@ringback/fuzz'
import * as v from 'valibot'
import type { FindingsReportView, FuzzFindingView, ParameterDifferenceView } from '../model/report-view.ts'
import { amount, severity, text, texts, twilioCode } from './fields.ts'
import { parsed } from './parsed.ts'

const parameterRecord: v.GenericSchema<ParameterRecord> = v.record(
  v.string(),
  v.union([v.string(), v.array(v.string())]),
)
const share = v.object({ hit: amount, total: amount })

const finding = v.object({
  id: v.string(),
  code: v.string(),
  severity,
  twilioCode,
  kind: v.string(),
  message: v.string(),
  request: v.object({ method: v.string(), url: v.string(), params: parameterRecord }),
  response: v.object({ status: v.nullable(v.number()) }),
  curl: v.string(),
  path: texts,
  plain: v.optional(parameterRecord),
  accepted: text,
})

/** Of a run that goes on, only the findings are needed. */
const schema = v.object({
  seed: v.optional(v.number()),
  runs: v.optional(amount),
  requests: v.optional(amount),
  durationMs: v.optional(amount),
  coverage: v.optional(v.object({ kinds: share, parameters: share, values: share })),
  stopped: text,
  findings: v.array(finding),
})

type FuzzDocument = v.InferOutput<typeof schema>
type Finding = FuzzDocument['findings'][number]

/** Reads what `ringback fuzz --reporter json` writes. @throws {RingbackError} `bad-report`. */
export function readFindingsReport(document: unknown, name: string): FindingsReportView {
  const report = parsed(schema, document, name)
  return {
    kind: 'findings',
    summary: summaryOf(report),
    notes: report.stopped === null ? [] : [`The run was stopped early (${report.stopped}).`],
    findings: report.findings.map(findingView),
  }
}

function summaryOf({ seed, runs, requests, durationMs, coverage }: FuzzDocument): readonly string[] {
  const number = (value: number): string => value.toLocaleString('en')
  return [
    ...(requests === undefined ? [] : [`${number(requests)} requests`]),
    ...(runs === undefined ? [] : [`${number(runs)} of them random`]),
    ...(durationMs === undefined ? [] : [`${(durationMs / 1000).toFixed(1)} s`]),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(coverage === undefined
      ? []
      : [
          `covered ${coverage.kinds.hit} of ${coverage.kinds.total} kinds`,
          `${coverage.parameters.hit} of ${coverage.parameters.total} parameters`,
          `${coverage.values.hit} of ${coverage.values.total} values`,
        ]),
  ]
}

function findingView(each: Finding): FuzzFindingView {
  const { id, code, kind, message, request, response, curl, path, accepted } = each
  return {
    id,
    code,
    severity: each.severity,
    twilioCode: each.twilioCode,
    webhook: kind,
    message,
    method: request.method,
    url: request.url,
    path,
    differences: differencesOf(each.plain ?? plainOf(kind), request.params),
    status: response.status,
    curl,
    command: `ringback fuzz replay ${quoteForShell(id)}`,
    accepted,
  }
}

function plainOf(kind: string): ParameterRecord {
  return isWebhookKind(kind) ? recordFromParameters(plainWebhook(kind).parameters) : {}
}

/** The parameters that differ; SIDs are new each time, and are no difference. */
function differencesOf(plain: ParameterRecord, sent: ParameterRecord): readonly ParameterDifferenceView[] {
  const names = [...new Set([...Object.keys(plain), ...Object.keys(sent)])]
  return names
    .map((name) => ({ name, plain: valueIn(plain, name), sent: valueIn(sent, name) }))
    .filter((each) => without(each.plain) !== without(each.sent))
}

function without(value: string | null): string | null {
  return value === null ? null : withoutSids(value)
}

function valueIn(record: ParameterRecord, name: string): string | null {
  const value = Object.hasOwn(record, name) ? record[name] : undefined
  return value === undefined ? null : [value].flat().join(', ')
}
