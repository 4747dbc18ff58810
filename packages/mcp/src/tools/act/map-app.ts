import { RingbackError } from '@ringback/common'
import { displayTree, mapPhone, mappedNothing, textTree, type PhoneMap } from '@ringback/map'
import * as v from 'valibot'
import { accessOf, notesOf, tokenNote } from '../../app/access-of.ts'
import { appInput, loopbackApp } from '../../app/loopback-app.ts'
import { cutText } from '../../answers/cut-text.ts'
import { excerptOf, excerptSchema } from '../../answers/excerpt.ts'
import { firstThatFit } from '../../answers/first-that-fit.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const mostSeconds = 60
const mostRequests = 2000
const markCharacters = 20_000

/** Draws the phone tree. */
export const mapApp: Tool = defineTool({
  name: 'map_app',
  title: 'Map the phone tree of the app',
  description: `Calls an app on this machine again and again, pressing every key that it reads, and draws its phone tree: what callers hear where, and where they get lost. It takes up to the seconds given. ${untrustedNote}`,
  acts: true,
  input: v.strictObject({
    app: appInput,
    seconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(mostSeconds)), 20),
    depth: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8), v.description('Inputs in a row')),
      5,
    ),
    textOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  }),
  output: v.strictObject({
    notice: noticeSchema,
    note: v.nullable(v.string()),
    tree: excerptSchema,
    calls: v.number(),
    requests: v.number(),
    states: v.number(),
    marks: v.pipe(
      v.array(
        v.strictObject({
          kind: v.string(),
          severity: v.picklist(['error', 'warning']),
          message: v.string(),
          keys: v.pipe(v.string(), v.description('The keys argument of place_call that shows it')),
          twilioCode: v.nullable(v.number()),
        }),
      ),
      v.description('Where callers get lost, as far as there is room'),
    ),
    limits: v.pipe(v.array(v.string()), v.description('Why there may be more than is shown')),
  }),
  async run({ app, seconds, depth, textOffset }, { options, signal, progress }) {
    const found = await loopbackApp(app, options)
    const { statusCallback } = options
    let map: PhoneMap | undefined
    let states = 0
    for await (const event of mapPhone({
      ...accessOf(found, options),
      voiceUrl: found.voicePath,
      depth,
      maxTimeMs: seconds * 1000,
      maxRequests: mostRequests,
      signal,
      ...(statusCallback !== undefined && { statusCallback }),
    })) {
      if (event.type === 'state') progress(`${(states += 1)} places`, states)
      if (event.type === 'finished') ({ map } = event)
    }
    const tree = map === undefined ? undefined : displayTree(map)
    if (map === undefined || tree === undefined || map.judged === 0) {
      throw new RingbackError(
        'mapped-nothing',
        `No call got anywhere: ${map?.marks[0]?.message ?? 'no answer'}`,
        {
          remedy: 'Start the app, and pass the URL that it answers calls at.',
        },
      )
    }
    return {
      notice: untrustedNotice,
      note: notesOf(tokenNote(options), mappedNothing(map) ? onePage : null),
      tree: excerptOf(textTree(tree), textOffset),
      calls: map.calls,
      requests: map.requests,
      states: map.states.length,
      marks: firstThatFit(map.marks, markCharacters, ({ kind, severity, message, keys, twilioCode }) => ({
        kind,
        severity,
        message: cutText(message, 400),
        keys: cutText(keys, 200),
        twilioCode,
      })).items,
      limits: map.limits.map((limit) => cutText(limit, 300)),
    }
  },
})

const onePage = 'Only one page of the app was reached. If it has more, check the Voice URL.'
