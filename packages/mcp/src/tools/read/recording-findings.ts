import { judgeExchange } from '@ringback/checks'
import { socketSource } from '@ringback/recording'
import * as v from 'valibot'
import { findingAnswer, findingSchema, type FindingAnswer } from '../../answers/finding.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { callName } from '../../calls/call-name.ts'
import { readCall } from '../../calls/open-calls.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** What is wrong in a recorded call. */
export const recordingFindings: Tool = defineTool({
  name: 'recording_findings',
  title: 'Find what went wrong in a recorded call',
  description: `Checks every answer of a recorded call: what Twilio's debugger would log as an error or a warning, and what else is wrong, with the exchange it is in. ${untrustedNote}`,
  acts: false,
  input: v.strictObject({ call: callName, ...pageInput }),
  output: v.strictObject({
    notice: noticeSchema,
    checked: v.pipe(v.number(), v.description('Exchanges that were checked')),
    findings: v.array(v.strictObject({ exchange: v.string(), finding: findingSchema })),
    ...pageOutput,
  }),
  async run({ call, ...page }, { options }) {
    const { exchanges } = await readCall(call, options)
    const checked = exchanges.filter(({ provenance }) => provenance.source !== socketSource)
    const found = checked.flatMap((exchange) =>
      judgeExchange(exchange).map((finding): { exchange: string; finding: FindingAnswer } => ({
        exchange: exchange.id,
        finding: findingAnswer(finding, finding.where),
      })),
    )
    const { items, ...part } = pageOf(found, page, (each) => each)
    return { notice: untrustedNotice, checked: checked.length, findings: items, ...part }
  },
})
