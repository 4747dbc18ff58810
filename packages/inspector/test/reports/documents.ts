/** Reports as `--reporter json` writes them, for the tests of the page. */

const gather = {
  for: 'gather',
  input: ['dtmf'],
  numDigits: 1,
  finishOnKey: '#',
  timeout: 5,
  prompts: ['For sales, press 1.'],
}
const keys = (pressed: string): object => ({ type: 'keys', keys: pressed })

interface Edge {
  readonly from: number | null
  readonly input: readonly object[]
  readonly to: number | string
}
const edge = ({ from, input, to }: Edge): object => ({
  from,
  input,
  to,
  times: 1,
  isLoop: false,
  segment: { heard: [] },
})
const state = (id: number, parent: number | null, heard: string): object => ({
  id,
  waiting: gather,
  url: 'https://app.example.com/voice',
  path: [],
  parent,
  heard: [heard],
  languages: [''],
})

/** A phone tree with a menu in a menu, seven states deep, and a mark at its first and its last place. */
export function mapDocument(texts: { readonly text?: string } = {}): Readonly<Record<string, unknown>> {
  const { text = 'For sales, press 1.' } = texts
  const deep = [3, 4, 5, 6, 7]
  return {
    voiceUrl: texts.text ?? 'https://app.example.com/voice',
    states: [
      state(1, null, text),
      state(2, 1, 'Which product?'),
      ...deep.map((id) => state(id, id - 1, `Level ${id}.`)),
    ],
    ends: [
      { id: 'end-1', heard: ['Goodbye.'], problems: [] },
      {
        id: 'end-2',
        heard: [],
        problems: [
          { level: 'error', code: text, twilioCode: 11200, message: `${text} answered 404.`, page: null },
        ],
      },
    ],
    edges: [
      edge({ from: null, input: [], to: 1 }),
      edge({ from: 1, input: [keys('1')], to: 2 }),
      edge({ from: 1, input: [keys('2')], to: 'end-1' }),
      edge({ from: 2, input: [keys(texts.text ?? '1')], to: 3 }),
      ...deep.slice(0, -1).map((id) => edge({ from: id, input: [keys('1')], to: id + 1 })),
      edge({ from: 7, input: [{ type: 'nothing' }], to: 'end-2' }),
    ],
    marks: [
      markAt(1, 'dead-end', { text: texts.text ?? 'Key 2 ends the call.', path: [keys('2')] }),
      { ...markAt(7, 'broken-target', { text, path: [{ type: 'nothing' }] }), severity: 'error' },
      { ...markAt(null, 'unreachable-route', { text, path: [] }), accepted: text },
    ],
    unreadPrompts: [{ state: 1, sentence: text }],
    callerMemory: null,
    calls: 12,
    requests: 40,
    judged: 40,
    reachedPages: 7,
    limits: [text],
  }
}

function markAt(
  state_: number | null,
  kind: string,
  { text, path }: { readonly text: string; readonly path: readonly object[] },
): object {
  return {
    id: `${kind}-0001`,
    kind,
    severity: 'warning',
    message: text,
    path,
    keys: '2',
    state: state_,
    twilioCode: null,
    command: `ringback call 3000 --keys ${text}`,
  }
}

/** Two findings: one that a withheld number shows, one warning of a plain request. */
export function fuzzDocument(text?: string): Readonly<Record<string, unknown>> {
  return {
    seed: 7,
    runs: 500,
    requests: 1234,
    judged: 1234,
    reachedPages: 4,
    durationMs: 2500,
    coverage: {
      kinds: { hit: 3, total: 80 },
      parameters: { hit: 40, total: 41 },
      values: { hit: 90, total: 99 },
      missed: [],
    },
    stopped: text ?? null,
    findings: [
      {
        id: text ?? 'http-status-0a1b2c3d',
        code: text ?? 'http-status',
        severity: 'error',
        twilioCode: 11200,
        kind: text ?? 'voice.incoming-pstn',
        message: text ?? 'The app answered HTTP 500.',
        request: {
          method: text ?? 'POST',
          url: text ?? 'https://app.example.com/voice',
          params: {
            CallSid: `CA${'1'.repeat(32)}`,
            To: '+14155550199',
            From: text ?? 'Anonymous',
            [text ?? 'Shoe']: '',
          },
        },
        plain: {
          CallSid: `CA${'2'.repeat(32)}`,
          To: '+14155550199',
          From: '+14155550100',
          FromCity: text ?? 'OAKLAND',
        },
        response: { status: 500 },
        curl: text ?? "curl -d 'From=Anonymous' https://app.example.com/voice",
        path: [text ?? '1', 'silence'],
        accepted: text ?? null,
      },
      {
        id: 'slow-answer-11223344',
        code: 'slow-answer',
        severity: 'warning',
        twilioCode: null,
        kind: 'gather.action',
        message: 'The app took 6 s.',
        request: { method: 'POST', url: 'https://app.example.com/menu', params: {} },
        plain: {},
        response: { status: null },
        curl: 'curl https://app.example.com/menu',
        path: [],
      },
    ],
  }
}

/** An interaction of each verdict. */
export function contractDocument(text?: string): readonly unknown[] {
  const interaction = (
    description: string,
    verdict: string,
    differences: readonly object[] = [],
  ): object => ({
    type: 'interaction',
    consumer: text ?? 'Twilio',
    provider: text ?? 'phone-app',
    description: text ?? description,
    kind: text ?? 'gather.action',
    request: text ?? 'POST /voice/menu',
    states: [text ?? 'the shop is open'],
    verdict,
    differences,
    durationMs: 12.5,
    expected: [text ?? 'Says: Welcome', 'Hangs up'],
    answered: [text ?? 'Says: Good morning', 'Hangs up'],
  })
  const difference = (severity: string, message: string): object => ({
    code: text ?? 'twiml',
    severity,
    message: text ?? message,
    path: text ?? 'Response/Say[1]',
    expected: text ?? 'Welcome',
    actual: text ?? 'Good morning',
    accepted: text,
  })
  return [
    { type: 'started', interactions: 3 },
    interaction('a caller presses 1', 'failed', [
      difference('breaking', 'The caller hears another text.'),
      difference('safe', 'The voice is written in another way.'),
    ]),
    interaction('a caller presses 2', 'passed'),
    interaction('a caller says something', 'not-comparable', [
      difference('not-comparable', 'Redaction hides whether it changed.'),
    ]),
    { type: 'skipped', interactions: 2, reason: text ?? 'messages are not HTTP' },
    { type: 'notice', message: text ?? 'The broker says nothing.' },
    { type: 'finished', counts: {} },
  ]
}

/** What a command judged. */
export function resultsDocument(text?: string): Readonly<Record<string, unknown>> {
  return {
    title: text ?? 'ringback replay',
    notes: text === undefined ? [] : [text],
    cases: [
      {
        suite: text ?? 'CA1',
        name: text ?? 'voice.incoming-pstn',
        verdict: 'failed',
        seconds: 0.1,
        problems: [
          {
            code: text ?? 'twiml',
            severity: 'error',
            message: text ?? 'The caller hears another text.',
            file: text ?? 'recordings/a.json',
            line: 3,
            reproduce: text ?? 'ringback replay a',
            accepted: text,
          },
        ],
      },
      { suite: 'CA1', name: 'gather.action', verdict: 'passed', seconds: 0, problems: [] },
      {
        suite: 'CA1',
        name: 'other',
        verdict: 'not-judged',
        seconds: 0,
        problems: [],
        reason: text ?? 'no key',
      },
    ],
  }
}
