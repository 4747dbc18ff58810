import * as v from 'valibot'
import { fuzzFindingAnswer, fuzzFindingSchema } from '../../answers/fuzz-finding.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
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
  async run(page, { options: { findings } }) {
    const ids = (await findings?.ids()) ?? []
    const wanted = ids.slice(page.offset, page.offset + page.limit)
    const read = await Promise.all(wanted.map(async (id) => findings?.read(id).catch(() => undefined)))
    const stored = read.filter((each) => each !== undefined)
    const { items, nextOffset } = pageOf(stored, { offset: 0, limit: page.limit }, ({ finding }) =>
      fuzzFindingAnswer(finding),
    )
    const end = page.offset + (nextOffset === null ? wanted.length : items.length)
    return {
      notice: untrustedNotice,
      findings: items,
      total: ids.length,
      nextOffset: end < ids.length && wanted.length > 0 ? end : null,
      unreadable: wanted.length - stored.length,
    }
  },
})
