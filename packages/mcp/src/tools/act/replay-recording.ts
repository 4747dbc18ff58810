import { replay, type ReplayedExchange } from '@ringback/replay'
import { createClientsByOrigin } from '@ringback/twilio-client/node'
import * as v from 'valibot'
import { accessOf, tokenNote } from '../../app/access-of.ts'
import { appInput, loopbackApp } from '../../app/loopback-app.ts'
import { cutText } from '../../answers/cut-text.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageInput, pageOf, pageOutput } from '../../answers/page-of.ts'
import { callName } from '../../calls/call-name.ts'
import { readCall } from '../../calls/open-calls.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const differenceSchema = v.strictObject({
  severity: v.string(),
  message: v.string(),
  where: v.nullable(v.string()),
})
const exchangeSchema = v.strictObject({
  id: v.string(),
  kind: v.nullable(v.string()),
  verdict: v.picklist(['same', 'changed', 'not-comparable', 'skipped', 'failed']),
  reason: v.nullable(v.string()),
  differences: v.pipe(v.array(differenceSchema), v.description('The first 20')),
  status: v.nullable(v.number()),
})

/** Sends a recorded call to the app again. */
export const replayRecording: Tool = defineTool({
  name: 'replay_recording',
  title: 'Replay a recorded call',
  description: `Sends the webhooks of a recorded call to an app on this machine again, signed, and tells whether the caller would notice a change in the answers. What the app stores, it stores again. ${untrustedNote}`,
  acts: true,
  input: v.strictObject({ app: appInput, call: callName, ...pageInput }),
  output: v.strictObject({
    notice: noticeSchema,
    note: v.nullable(v.string()),
    same: v.number(),
    changed: v.number(),
    notComparable: v.pipe(v.number(), v.description('Redaction hides whether these answers changed')),
    skipped: v.number(),
    failed: v.number(),
    exchanges: v.array(exchangeSchema),
    ...pageOutput,
  }),
  async run({ app, call, ...page }, { options, signal, progress }) {
    const found = await loopbackApp(app, options)
    const recording = await readCall(call, options)
    const clients = createClientsByOrigin(accessOf(found, options))
    const means = (await options.replayMeans?.(recording)) ?? {}
    const replayed: ReplayedExchange[] = []
    try {
      for await (const event of replay({
        recordings: [recording],
        clientFor: clients.clientFor,
        signal,
        ...means,
      })) {
        if (event.type !== 'exchange') continue
        replayed.push(event)
        progress(
          `${event.verdict}: ${event.exchange.kind ?? 'not recognised'}`,
          replayed.length,
          recording.exchanges.length,
        )
      }
    } finally {
      await clients.close()
    }
    const count = (wanted: string): number => replayed.filter(({ verdict }) => verdict === wanted).length
    const { items, ...part } = pageOf(replayed, page, rowOf)
    return {
      notice: untrustedNotice,
      note: tokenNote(options),
      same: count('same'),
      changed: count('changed'),
      notComparable: count('not-comparable'),
      skipped: count('skipped'),
      failed: count('failed'),
      exchanges: items,
      ...part,
    }
  },
})

const mostDifferences = 20

function rowOf({
  exchange,
  verdict,
  reason,
  problem,
  differences,
  answer,
}: ReplayedExchange): v.InferOutput<typeof exchangeSchema> {
  return {
    id: exchange.id,
    kind: exchange.kind,
    verdict,
    reason: cutText(reason ?? problem?.message ?? '', 400) || null,
    differences: differences.slice(0, mostDifferences).map(({ severity, message, path }) => ({
      severity,
      message: cutText(message, 400),
      where: path === undefined ? null : cutText(path, 200),
    })),
    status: answer?.status ?? null,
  }
}
