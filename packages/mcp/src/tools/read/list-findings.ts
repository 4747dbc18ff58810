import * as v from 'valibot'
import { fuzzFindingAnswer, fuzzFindingSchema, type FuzzFindingAnswer } from '../../answers/fuzz-finding.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import type { McpOptions } from '../../server/mcp-options.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** What the fuzzer has found before. */
export const listFindings: Tool = defineTool({
  name: 'list_findings',
  title: 'List stored findings of the fuzzer',
  description: `Lists what ringback fuzz found and stored: the smallest request that makes the app fail, and what it answered. ${untrustedNote}`,
  acts: false,
  input: v.strictObject({ ...pageInput }),
  output: v.strictObject({
    notice: noticeSchema,
    findings: v.array(fuzzFindingSchema),
    ...pageOutput,
    unreadable: v.pipe(v.number(), v.description('Findings on this page that could not be read')),
  }),
  async run({ offset, limit }, { options: { findings } }) {
    const ids = (await findings?.ids()) ?? []
    const wanted = await Promise.all(ids.slice(offset, offset + limit).map((id) => readFinding(id, findings)))
    const { items } = pageOf(wanted, { offset: 0, limit }, (finding) => finding)
    const shown = items.filter((finding) => finding !== null)
    const end = offset + items.length
    return {
      notice: untrustedNotice,
      findings: shown,
      total: ids.length,
      nextOffset: end < ids.length && items.length > 0 ? end : null,
      unreadable: items.length - shown.length,
    }
  },
})

/** A stored finding; null for a file that holds something else. */
async function readFinding(id: string, findings: McpOptions['findings']): Promise<FuzzFindingAnswer | null> {
  try {
    const stored = await findings?.read(id)
    return stored === undefined ? null : v.parse(fuzzFindingSchema, fuzzFindingAnswer(stored.finding))
  } catch {
    return null
  }
}
