import type { ListedRecording, Recording } from '@ringback/recording'
import * as v from 'valibot'
import { cutText } from '../../answers/cut-text.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOfPart, pageOutput } from '../../answers/page-of.ts'
import { isRedacted, openCalls } from '../../calls/open-calls.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** Recorded calls, the newest first. */
export const listRecordings: Tool = defineTool({
  name: 'list_recordings',
  title: 'List recorded calls',
  description: `Lists the recorded calls, the newest first: who called whom, how many webhooks, how many went wrong. ${untrustedNote}`,
  acts: false,
  input: v.strictObject({
    search: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(100),
        v.description('Only calls whose CallSid begins so, or that have this text in a number'),
      ),
      '',
    ),
    onlyProblems: v.optional(
      v.pipe(v.boolean(), v.description('Only calls in which something went wrong')),
      false,
    ),
    ...pageInput,
  }),
  output: v.strictObject({
    notice: noticeSchema,
    calls: v.array(
      v.strictObject({
        call: v.pipe(v.string(), v.description('Names the call in other tools')),
        startedAt: v.string(),
        from: v.nullable(v.string()),
        to: v.nullable(v.string()),
        exchanges: v.pipe(v.number(), v.description('Webhooks with their answers')),
        problems: v.pipe(v.number(), v.description('How many of them went wrong')),
        redacted: v.pipe(v.boolean(), v.description('False: recorded with redaction off')),
      }),
    ),
    ...pageOutput,
    unreadable: v.pipe(v.number(), v.description('Files in the folder that could not be read')),
  }),
  async run({ search, onlyProblems, ...page }, { options }) {
    const reader = await openCalls(options)
    const { listed, total } = await reader.page({ text: search, isProblem: onlyProblems }, page)
    const part: (readonly [ListedRecording, Recording | undefined])[] = []
    for (const each of listed) part.push([each, await reader.read(each)])
    const { items, ...rest } = pageOfPart({ part, total }, page.offset, ([each, recording]) =>
      rowOf(each, recording, options.unredacted),
    )
    return { notice: untrustedNotice, calls: items, ...rest, unreadable: reader.damage().length }
  },
})

const longestParty = 120

interface Row {
  readonly call: string
  readonly startedAt: string
  readonly from: string | null
  readonly to: string | null
  readonly exchanges: number
  readonly problems: number
  readonly redacted: boolean
}

function rowOf({ summary }: ListedRecording, recording: Recording | undefined, unredacted = false): Row {
  const { callSid, firstId, startedAt, from, to, exchanges, problems } = summary
  const redacted = recording !== undefined && isRedacted(recording)
  const shown = (party: string | null): string | null =>
    party === null || !(redacted || unredacted) ? null : cutText(party, longestParty)
  return {
    call: cutText(callSid ?? firstId, longestParty),
    startedAt,
    from: shown(from),
    to: shown(to),
    exchanges,
    problems,
    redacted,
  }
}
