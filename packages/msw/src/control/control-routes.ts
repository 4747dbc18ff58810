import { requireRunning } from './require-running.ts'
import type { BodyFields } from './body-field.ts'
import { requestSeconds } from './bounded.ts'
import { callStateOf } from './call-state.ts'
import { answeredByWords, dialledResults, personOf } from './dialled-people.ts'
import { expectationFields, expectationsOf } from './expectations.ts'
import type { ControlSession } from './session.ts'

/** A checked request. */
export interface ControlInput {
  readonly callSid: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** A control route: what it takes, what it does, and the words of its documentation. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST'
  /** Below `/_ringback`; `{callSid}` stands for the SID of a call. */
  readonly path: string
  readonly name: string
  readonly about: string
  readonly fields: BodyFields
  /** The status of a good answer. */
  readonly status: number
  /** The schema of the good answer in the OpenAPI document. */
  readonly answer: 'Call' | 'Calls' | 'Transcript' | 'Expectations' | 'Done'
  readonly run: (session: ControlSession, input: ControlInput) => Promise<unknown>
}

const timeoutSeconds = {
  type: 'number',
  min: 0.01,
  max: requestSeconds.max,
  about: `Seconds of this machine's time after which the request is answered 504 timed-out (default: ${requestSeconds.default})`,
} as const
const settle = {
  type: 'boolean',
  about: 'False: answer at once. Default: true, answer when the call waits for the caller again, or is over',
} as const
const url = { type: 'string', maxLength: 4000 } as const
const address = { type: 'string', maxLength: 500 } as const

const callFields: BodyFields = {
  from: { ...address, about: 'The caller. Default: +14155550100' },
  to: { ...address, about: 'The number of the app. Default: +14155550199' },
  voiceUrl: { ...url, about: 'The Voice URL: absolute, or a path of the app. Default: /voice' },
  voiceFallbackUrl: { ...url, about: 'The URL that is requested when the Voice URL fails' },
  statusCallback: { ...url, about: 'The status callback URL' },
  parameters: { type: 'record', maxLength: 4000, maxItems: 100, about: 'More parameters of the webhooks' },
  settle,
  timeoutSeconds,
}

/** A route that does something with one call and answers with its state. */
function step(
  name: string,
  about: string,
  fields: BodyFields,
  run: (call: ReturnType<ControlSession['call']>, fields: ControlInput['fields']) => Promise<void>,
): ControlRoute {
  return {
    method: 'POST',
    path: `/calls/{callSid}/${name}`,
    name,
    about,
    fields: { ...fields, timeoutSeconds },
    status: 200,
    answer: 'Call',
    async run({ call: find }, { callSid, fields: given }) {
      const call = find(callSid)
      if (name === 'press' || name === 'say') requireRunning(call)
      await run(call, given)
      return callStateOf(call)
    },
  }
}

const keysPattern = { type: 'string', maxLength: 1000, pattern: '^[0-9*#A-D]+$' } as const
const keys = {
  ...keysPattern,
  required: true,
  about: 'Keys of a telephone, pressed one after the other: 0-9 * # A-D',
} as const
const seconds = { type: 'number', required: true, min: 0, max: 86_400, about: 'Seconds of the call' } as const

const personFields: BodyFields = {
  number: {
    ...address,
    about:
      'The number, client or SIP address that your app dials. Default: every address without a person of its own',
  },
  result: {
    type: 'word',
    words: dialledResults,
    about: 'What happens when it is dialled. Default: answered',
  },
  after: {
    type: 'number',
    min: 0,
    max: 600,
    about: 'Seconds of ringing until it is answered, busy or failed. Default: 3',
  },
  answeredBy: {
    type: 'word',
    words: answeredByWords,
    about: 'What answering machine detection finds. Default: human',
  },
  keys: { ...keysPattern, about: 'Keys that the person presses one second after answering' },
  says: { type: 'string', maxLength: 4000, about: 'What the person says after answering and pressing keys' },
  hangsUpAfter: {
    type: 'number',
    min: 0,
    max: 86_400,
    about: 'Seconds after which the person, having done all this, hangs up. Default: never',
  },
}

/** Every control route. The words are those of the phone of `ringback/phone`. */
export const controlRoutes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/calls',
    name: 'call',
    about: 'Calls the app',
    fields: callFields,
    status: 201,
    answer: 'Call',
    async run(session, { fields }) {
      const call = await session.place(fields)
      if (fields.settle !== false) await call.settle()
      return callStateOf(call)
    },
  },
  {
    method: 'GET',
    path: '/calls',
    name: 'calls',
    about: 'The calls that were placed here since the last reset',
    fields: {},
    status: 200,
    answer: 'Calls',
    run: (session) => Promise.resolve({ calls: session.calls().map(callStateOf) }),
  },
  {
    method: 'GET',
    path: '/calls/{callSid}',
    name: 'getCall',
    about: 'The state of a call',
    fields: {},
    status: 200,
    answer: 'Call',
    run: ({ call }, { callSid }) => Promise.resolve(callStateOf(call(callSid))),
  },
  step('press', 'Presses keys', { keys, settle }, (call, { keys: pressed, settle: settles }) =>
    call.press(String(pressed), { settle: settles !== false }),
  ),
  step(
    'say',
    'Says something, which takes as long as speaking it takes',
    { text: { type: 'string', required: true, maxLength: 4000, about: 'The words' }, settle },
    (call, { text, settle: settles }) => call.say(String(text), { settle: settles !== false }),
  ),
  step('waits', 'The caller does nothing for some seconds', { seconds }, (call, { seconds: time }) =>
    call.waits(Number(time)),
  ),
  step('settle', 'Lets time pass until the call waits for the caller, or is over', {}, (call) =>
    call.settle(),
  ),
  step('connects', 'Lets time pass until somebody is on the other side', {}, (call) => call.connects()),
  step('hangup', 'The caller hangs up', {}, (call) => call.hangup()),
  step('ends', 'Lets time pass to the end of the call and of all that it started', {}, (call) => call.ends()),
  {
    method: 'GET',
    path: '/calls/{callSid}/transcript',
    name: 'transcript',
    about: 'What was said, played and pressed, line by line, and every event with its time',
    fields: {},
    status: 200,
    answer: 'Transcript',
    run({ call }, { callSid }) {
      const { transcript, timeline } = call(callSid)
      return Promise.resolve({ callSid, transcript: transcript.split('\n'), timeline })
    },
  },
  {
    method: 'POST',
    path: '/calls/{callSid}/expect',
    name: 'expect',
    about: 'Checks expectations of a call: 200 when all are met, 409 with the differences when one is not',
    fields: expectationFields,
    status: 200,
    answer: 'Expectations',
    run: ({ call }, { callSid, fields }) =>
      Promise.resolve({ met: true, expectations: expectationsOf(call(callSid), fields) }),
  },
  {
    method: 'POST',
    path: '/people',
    name: 'person',
    about: 'Says what happens when your app dials a number, until the next reset',
    fields: personFields,
    status: 200,
    answer: 'Done',
    run({ dialled }, { fields: { number, ...fields } }) {
      // The fields were checked by their rows.
      dialled.set(number as string | undefined, personOf(fields))
      return Promise.resolve({ done: true })
    },
  },
  {
    method: 'POST',
    path: '/waits',
    name: 'passes',
    about: 'Lets time pass on all calls, also those that the app created',
    fields: { seconds, timeoutSeconds },
    status: 200,
    answer: 'Done',
    async run({ api }, { fields }) {
      await api.passes(Number(fields.seconds))
      return { done: true }
    },
  },
  {
    method: 'POST',
    path: '/settled',
    name: 'settled',
    about: 'Waits until every call is over, with everything that the calls started',
    fields: { timeoutSeconds },
    status: 200,
    answer: 'Done',
    async run({ api }) {
      await api.settled()
      return { done: true }
    },
  },
  {
    method: 'POST',
    path: '/reset',
    name: 'reset',
    about:
      'Deletes every call, conference, queue and recording; what still runs ends without a callback, and people behave as at the start',
    fields: {},
    status: 200,
    answer: 'Done',
    run({ api, dialled }) {
      api.reset()
      dialled.reset()
      return Promise.resolve({ done: true })
    },
  },
]
