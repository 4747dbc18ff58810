import { fuzz, judgedNothing, type FuzzFinished } from '@ringback/fuzz'
import { RingbackError } from '@ringback/common'
import * as v from 'valibot'
import { accessOf, notesOf, tokenNote } from '../../app/access-of.ts'
import { appInput, loopbackApp } from '../../app/loopback-app.ts'
import { fuzzFindingAnswer, fuzzFindingSchema } from '../../answers/fuzz-finding.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { pageOf } from '../../answers/page-of.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const mostRuns = 1000
const mostSeconds = 120
const mostFindings = 30

/** Sends the app what Twilio could send. */
export const fuzzApp: Tool = defineTool({
  name: 'fuzz_app',
  title: 'Fuzz the app',
  description: `Sends an app on this machine every webhook that Twilio could send, unusual ones included, and tells what breaks it, each with the smallest request that shows it. Findings are stored, so that replay_finding can show that one is fixed. It takes up to the seconds given, and sends hundreds of requests. ${untrustedNote}`,
  acts: true,
  input: v.strictObject({
    app: appInput,
    runs: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.maxValue(mostRuns),
        v.description('Random webhooks, beside the edge cases'),
      ),
      100,
    ),
    seconds: v.optional(
      v.pipe(
        v.number(),
        v.minValue(1),
        v.maxValue(mostSeconds),
        v.description('It stops after this time with what it has'),
      ),
      30,
    ),
    seed: v.optional(
      v.pipe(
        v.number(),
        v.integer(),
        v.minValue(0),
        v.maxValue(2 ** 31),
        v.description('The same seed sends the same webhooks'),
      ),
      0,
    ),
  }),
  output: v.strictObject({
    notice: noticeSchema,
    note: v.nullable(v.string()),
    finished: v.pipe(v.boolean(), v.description('False: the time was up, so there may be more')),
    requests: v.number(),
    pages: v.pipe(v.number(), v.description('Pages of the app that answered')),
    findings: v.array(fuzzFindingSchema),
    total: v.pipe(v.number(), v.description('All findings; those not shown here are in list_findings')),
    alike: v.pipe(v.number(), v.description('Similar findings on other pages, which are left out')),
  }),
  async run({ app, runs, seconds, seed }, { options, signal, progress }) {
    const found = await loopbackApp(app, options)
    const { statusCallback, findings: store } = options
    let finished: FuzzFinished | undefined
    let unusable: string | undefined
    for await (const event of fuzz({
      ...accessOf(found, options),
      voiceUrl: found.voicePath,
      runs,
      seed,
      maxTimeMs: seconds * 1000,
      signal,
      ...(statusCallback !== undefined && { statusCallback }),
      ...(store !== undefined && { store }),
    })) {
      if (event.type === 'progress')
        progress(`${event.requests} requests, ${event.findings} findings`, event.requests)
      if (event.type === 'unusable') unusable = event.reason
      if (event.type === 'finished') finished = event
    }
    if (finished === undefined || unusable !== undefined) {
      throw new RingbackError('app-unusable', unusable ?? 'The run ended early.', {
        remedy: 'Start the app, and pass the URL that it answers calls at.',
      })
    }
    const { report, stopped, alike } = finished
    const { items, total } = pageOf(report.findings, { offset: 0, limit: mostFindings }, fuzzFindingAnswer)
    return {
      notice: untrustedNotice,
      note: notesOf(tokenNote(options), judgedNothing(report) ? nothingJudged : null),
      finished: stopped === null,
      requests: report.requests,
      pages: report.reachedPages,
      findings: items,
      total,
      alike,
    }
  },
})

const nothingJudged =
  'Only the first page was reached, or none, so this run says little about the app. Check the Voice URL.'
