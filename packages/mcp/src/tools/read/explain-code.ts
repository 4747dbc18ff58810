import { debuggerCodeRow, debuggerCodeRows, restCodeRow, restCodeRows } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import * as v from 'valibot'
import { defineTool, type Tool } from '../../server/tool.ts'

const highestCode = 99_999

/** What an error code of Twilio means. */
export const explainCode: Tool = defineTool({
  name: 'explain_code',
  title: 'Explain an error code of Twilio',
  description:
    "Tells what a five-digit code of Twilio's debugger or REST API means for a call: what causes it, what happens to the call. Only codes of voice.",
  acts: false,
  input: v.strictObject({
    code: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(highestCode),
      v.description('The code, for example the twilioCode of a finding'),
    ),
  }),
  output: v.strictObject({
    code: v.number(),
    source: v.picklist(['debugger', 'REST API']),
    level: v.nullable(v.picklist(['error', 'warning'])),
    title: v.string(),
    trigger: v.pipe(v.string(), v.description('What makes Twilio log or answer it')),
    target: v.pipe(v.nullable(v.string()), v.description('The verb, noun or attribute concerned')),
    effect: v.pipe(v.nullable(v.string()), v.description('What happens to the call')),
    httpStatus: v.nullable(v.number()),
  }),
  async run({ code }) {
    const inDebugger = debuggerCodeRow(code)
    if (inDebugger !== undefined) {
      const { level, title, trigger, target = null, effect = null } = inDebugger
      return { code, source: 'debugger' as const, level, title, trigger, target, effect, httpStatus: null }
    }
    const row = restCodeRow(code)
    if (row === undefined) throw unknownCode(code)
    const { title, trigger, httpStatus = null } = row
    return {
      code,
      source: 'REST API' as const,
      level: null,
      title,
      trigger,
      target: null,
      effect: null,
      httpStatus,
    }
  },
})

function unknownCode(code: number): RingbackError {
  const known = [...debuggerCodeRows, ...restCodeRows].map((row) => row.code)
  const near = known.toSorted((a, b) => Math.abs(a - code) - Math.abs(b - code)).slice(0, 5)
  return new RingbackError('unknown-code', `No error code ${code} is known for calls.`, {
    remedy: `Codes near it: ${near.toSorted((a, b) => a - b).join(', ')}`,
  })
}
