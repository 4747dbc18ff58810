import { RingbackError } from '@ringback/common'
import {
  createWalk,
  dialResults,
  parseKeyPath,
  runThrough,
  type MadeCall,
  type Step,
} from '@ringback/simulator'
import * as v from 'valibot'
import { accessOf, tokenNote } from '../../app/access-of.ts'
import { appInput, loopbackApp } from '../../app/loopback-app.ts'
import { within } from '../../app/within.ts'
import { cutText } from '../../answers/cut-text.ts'
import { excerptOf, excerptSchema } from '../../answers/excerpt.ts'
import { findingSchema, type FindingAnswer } from '../../answers/finding.ts'
import { firstThatFit } from '../../answers/first-that-fit.ts'
import { noticeSchema, untrustedNote, untrustedNotice } from '../../answers/notice.ts'
import { defineTool, type Tool } from '../../server/tool.ts'

const longestMs = 120_000
const party = v.pipe(
  v.string(),
  v.regex(/^[\w+:@.;=-]{1,120}$/, 'Pass a number (+14155550100), a SIP address or client:name.'),
)

/** Calls the app as Twilio does. */
export const placeCall: Tool = defineTool({
  name: 'place_call',
  title: 'Call the app',
  description: `Calls an app on this machine as Twilio does and returns what the caller heard: signed webhooks, TwiML executed, time that passes at once. No real call is made. ${untrustedNote}`,
  acts: true,
  input: v.strictObject({
    app: appInput,
    keys: v.optional(
      v.pipe(
        v.string(),
        v.maxLength(500),
        v.description(
          'What the caller does, in steps: 1 (press 1), w2 (wait 2 s), "opening hours" (say it), n (nothing), busy or no-answer (what the app dials), h (hang up). Example: 1,w2,"opening hours",h',
        ),
      ),
      '',
    ),
    say: v.optional(
      v.pipe(
        v.array(v.pipe(v.string(), v.maxLength(500))),
        v.maxLength(20),
        v.description('What the caller says after that, one turn after the other'),
      ),
      [],
    ),
    from: v.optional(party, '+14155550100'),
    to: v.optional(party, '+14155550199'),
    dialled: v.optional(
      v.pipe(v.picklist(dialResults), v.description('What happens to the numbers that the app dials')),
      'answered',
    ),
    textOffset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
  }),
  output: v.strictObject({
    notice: noticeSchema,
    note: v.nullable(v.string()),
    status: v.string(),
    seconds: v.pipe(v.number(), v.description('How long the call would have lasted')),
    transcript: excerptSchema,
    problems: v.pipe(
      v.array(findingSchema),
      v.description("What Twilio's debugger would log, as far as there is room"),
    ),
    webhooks: v.pipe(
      v.array(
        v.strictObject({ kind: v.nullable(v.string()), url: v.string(), status: v.nullable(v.number()) }),
      ),
      v.description('In order, as far as there is room'),
    ),
    endlessPage: v.pipe(v.nullable(v.string()), v.description('A page that the caller would never leave')),
  }),
  async run({ app, keys, say, from, to, dialled, textOffset }, { options, signal }) {
    const found = await loopbackApp(app, options)
    const { statusCallback } = options
    const walk = createWalk({
      phone: {
        ...accessOf(found, options),
        voiceUrl: found.voicePath,
        ...(statusCallback !== undefined && { statusCallback }),
      },
      call: { from, to },
      dialled,
      steps: [...stepsOf(keys), ...say.map((text) => ({ type: 'speech', text }) as const)],
    })
    const made = await within(runThrough(walk), { signal, timeMs: longestMs, stop: () => walk.phone.close() })
    return { notice: untrustedNotice, note: tokenNote(options), ...answerOf(made, textOffset) }
  },
})

function stepsOf(keys: string): readonly Step[] {
  const { steps, problems } = parseKeyPath(keys)
  if (problems.length === 0) return steps
  throw new RingbackError('bad-steps', ['keys cannot be read:', ...problems].join('\n'), {
    remedy: 'Write steps with commas between them: 1,w2,"opening hours",h',
  })
}

/** What one list of this answer may take. */
const listCharacters = 10_000

function answerOf(
  { call, endlessPage }: MadeCall,
  textOffset: number,
): {
  readonly status: string
  readonly seconds: number
  readonly transcript: ReturnType<typeof excerptOf>
  readonly problems: readonly FindingAnswer[]
  readonly webhooks: readonly {
    readonly kind: string | null
    readonly url: string
    readonly status: number | null
  }[]
  readonly endlessPage: string | null
} {
  const events = call.events()
  const ended = events.find((event) => event.type === 'ended' && event.callSid === call.callSid)
  const problems = events.filter((event) => event.type === 'problem')
  return {
    status: call.status(),
    seconds: ended?.type === 'ended' ? ended.seconds : 0,
    transcript: excerptOf(call.transcript, textOffset),
    problems: firstThatFit(problems, listCharacters, ({ level, code, message, twilioCode }) => ({
      code,
      severity: level,
      message: cutText(message, 600),
      twilioCode,
      where: null,
    })).items,
    webhooks: firstThatFit(call.exchanges(), listCharacters, ({ kind, request, response }) => ({
      kind,
      url: cutText(request.url, 300),
      status: response?.status ?? null,
    })).items,
    endlessPage: endlessPage === undefined ? null : cutText(endlessPage, 500),
  }
}
