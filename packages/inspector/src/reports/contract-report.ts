import * as v from 'valibot'
import type { ContractReportView, InteractionView } from '../model/report-view.ts'
import { amount, text, twilioCode } from './fields.ts'
import { parsed } from './parsed.ts'

const difference = v.object({
  code: v.string(),
  severity: v.picklist(['breaking', 'safe', 'not-comparable']),
  message: v.string(),
  path: text,
  expected: text,
  actual: text,
  twilioCode,
  accepted: text,
})

const interaction = v.object({
  type: v.literal('interaction'),
  consumer: v.string(),
  provider: v.string(),
  description: v.string(),
  kind: v.nullable(v.string()),
  request: v.string(),
  states: v.array(v.string()),
  verdict: v.picklist(['passed', 'failed', 'pending', 'not-comparable']),
  differences: v.array(difference),
  durationMs: amount,
  expected: v.optional(v.nullable(v.array(v.string())), null),
  answered: v.optional(v.nullable(v.array(v.string())), null),
})

/** The events of the run. */
const schema = v.array(
  v.variant('type', [
    interaction,
    v.object({ type: v.literal('started') }),
    v.object({ type: v.literal('skipped'), interactions: amount, reason: v.string() }),
    v.object({ type: v.literal('notice'), message: v.string() }),
    v.object({ type: v.literal('finished') }),
  ]),
)

/** Reads what `ringback contract verify --reporter json` writes. @throws {RingbackError} `bad-report`. */
export function readContractReport(document: unknown, name: string): ContractReportView {
  const events = parsed(schema, document, name)
  const interactions = events.filter((event) => event.type === 'interaction')
  return {
    kind: 'contract',
    interactions: interactions.map(interactionView),
    notes: events.flatMap((event) => {
      if (event.type === 'skipped') return [`${event.interactions} not verified: ${event.reason}`]
      return event.type === 'notice' ? [event.message] : []
    }),
  }
}

function interactionView(each: v.InferOutput<typeof interaction>, at: number): InteractionView {
  const { kind: webhook, differences, type: _type, ...rest } = each
  return {
    ...rest,
    id: String(at + 1),
    webhook,
    differences: differences.map(({ path, ...other }) => ({ ...other, where: path })),
  }
}
