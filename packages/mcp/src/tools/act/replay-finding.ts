import { RingbackError } from '@ringback/common'
import { replayFinding } from '@ringback/fuzz'
import * as v from 'valibot'
import { accessOf } from '../../app/access-of.ts'
import { appInput, loopbackApp } from '../../app/loopback-app.ts'
import { cutText } from '../../answers/cut-text.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

/** What shows only now and then has to show in one of these to be called flaky. */
const tries = 3

/** Sends a finding of the fuzzer again. */
export const replayFindingTool: Tool = defineTool({
  name: 'replay_finding',
  title: 'Replay a finding of the fuzzer',
  description: `Sends the requests of a stored finding to an app on this machine again, three times: FIXED when it never shows, FAILED otherwise. list_findings has the ids. ${untrustedNote}`,
  acts: true,
  input: v.strictObject({
    app: appInput,
    finding: v.pipe(
      v.string(),
      v.regex(/^[a-z0-9][a-z0-9-]{2,150}$/, 'Pass the id of a finding, as list_findings names it.'),
      v.description('The id of a finding, or the start of it'),
    ),
  }),
  output: v.strictObject({
    notice: noticeSchema,
    id: v.string(),
    verdict: v.picklist(['FIXED', 'FAILED']),
    failed: v.pipe(v.number(), v.description('How often it showed')),
    tries: v.number(),
    message: v.string(),
  }),
  async run({ app, finding: id }, { options, signal, progress }) {
    const found = await loopbackApp(app, options)
    const stored = await options.findings?.read(id)
    if (stored === undefined) {
      throw new RingbackError('no-such-finding', `No stored finding, or more than one, begins with ${id}.`, {
        remedy: 'list_findings has the ids. fuzz_app stores what it finds.',
      })
    }
    // A finding is signed for the URL that it was found under, wherever the app listens now.
    const publicUrl =
      options.publicUrl ?? stored.location.publicUrl ?? new URL(stored.finding.request.url).origin
    const messages: string[] = []
    let fixed = ''
    for (let at = 0; at < tries; at += 1) {
      const { verdict, message } = await replayFinding(stored, {
        ...accessOf(found, options),
        publicUrl,
        signal,
      })
      if (verdict === 'FAILED') messages.push(message)
      else fixed = message
      progress(verdict, at + 1, tries)
    }
    const [failure] = messages
    return {
      notice: untrustedNotice,
      id: stored.finding.id,
      verdict: failure === undefined ? ('FIXED' as const) : ('FAILED' as const),
      failed: messages.length,
      tries,
      message: cutText(failure ?? fixed, 1000),
    }
  },
})
