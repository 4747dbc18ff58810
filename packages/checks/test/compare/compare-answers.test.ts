import { isWebhookKind, kinds } from '@ringback/catalog'
import {
  compareAnswers,
  freeParts,
  type AnswerDifference,
  type CompareOptions,
  type ObservedAnswer,
} from '@ringback/checks'
import { parseTwiml, reachableVerbs } from '@ringback/twiml'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { meantDocument, spelling, written, type Meant } from '../support/documents.ts'

const url = 'https://phone.example.com/voice?line=1'
const kind = 'voice.incoming-pstn'
const plain: CompareOptions = { kind }

interface Given {
  readonly status?: number
  readonly type?: string | null
  readonly body?: string
  readonly location?: string
  readonly at?: string
}

function answer({ status = 200, type = 'text/xml', body = '', location, at = url }: Given): ObservedAnswer {
  const headers = [
    ...(type === null ? [] : [['Content-Type', type] as const]),
    ...(location === undefined ? [] : [['Location', location] as const]),
  ]
  return { url: at, response: { status, headers, body: { text: body } }, problem: null }
}

function severities(differences: readonly AnswerDifference[]): readonly string[] {
  return differences.map(({ severity }) => severity)
}

function isBreaking(differences: readonly AnswerDifference[]): boolean {
  return severities(differences).includes('breaking')
}

const document: fc.Arbitrary<ObservedAnswer> = fc
  .tuple(meantDocument, spelling)
  .map(([meant, choices]) => answer({ body: written(meant, choices) }))

/** Anything that may come back. */
const anyAnswer: fc.Arbitrary<ObservedAnswer> = fc.oneof(
  document,
  fc
    .record({
      status: fc.constantFrom(200, 201, 204, 301, 302, 307, 304, 404, 500),
      type: fc.constantFrom(
        'text/xml',
        'application/xml; charset=utf-8',
        'text/plain',
        'audio/mpeg',
        'text/html',
        'application/json',
        null,
      ),
      body: fc.oneof(
        fc.constantFrom(
          '',
          '<Response/>',
          '<Response><Say>Hi</Say></Response>',
          '<Response>',
          'Hello',
          'Call +14155550101',
        ),
        fc.string(),
      ),
      location: fc.constantFrom(
        undefined,
        '/next',
        'https://phone.example.com/next',
        'https://other.example.com/',
      ),
    })
    .map(({ location, ...rest }) => answer({ ...rest, ...(location !== undefined && { location }) })),
  fc
    .record({ code: fc.constantFrom('app-down', 'answer-cut-short'), message: fc.constant('it closed') })
    .map((problem) => ({ url, response: null, problem })),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({
    url,
    response: {
      status: 200,
      headers: [['Content-Type', 'audio/mpeg']] as const,
      body: { base64: Buffer.from([0x1f, 0x8b, ...bytes]).toString('base64') },
    },
    problem: null,
  })),
)

const anyKind = fc.constantFrom(...kinds.map((row) => row.kind).filter(isWebhookKind), null)
const anyOptions: fc.Arbitrary<CompareOptions> = fc.record({
  kind: anyKind,
  free: fc.subarray([...freeParts]),
  content: fc.constantFrom('same', 'any'),
  redacted: fc.subarray(['numbers', 'sids', 'names'] as const),
})

describe('the laws of the comparison', () => {
  test('an answer does not differ from itself', () => {
    fc.assert(
      fc.property(anyAnswer, anyKind, fc.subarray([...freeParts]), (one, kind, free) => {
        expect(compareAnswers(one, structuredClone(one), { kind, free })).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  test('two answers differ in both directions or in none', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyKind, fc.subarray([...freeParts]), (one, other, kind, free) => {
        const there = compareAnswers(one, other, { kind, free })
        const back = compareAnswers(other, one, { kind, free })
        expect(there.length > 0).toBe(back.length > 0)
      }),
      { numRuns: 400 },
    )
  })

  test('every difference is a sentence', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyOptions, (one, other, options) => {
        for (const { message, severity } of compareAnswers(one, other, options)) {
          expect(message).toMatch(/^[A-Z].*[.)]$/s)
          expect(['breaking', 'safe', 'not-comparable']).toContain(severity)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('white space, comments, CDATA, quotes, attribute order and defaults written out are no difference', () => {
    fc.assert(
      fc.property(meantDocument, spelling, spelling, (meant, one, other) => {
        const [before, after] = [
          answer({ body: written(meant, one) }),
          answer({ body: written(meant, other) }),
        ]
        expect(compareAnswers(before, after, plain)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  test('a verb that ran and is gone is breaking, whatever is free', () => {
    fc.assert(
      fc.property(meantDocument, spelling, fc.nat(), (meant, choices, place) => {
        const running = reachableCount(meant)
        fc.pre(running > 0)
        const lost = place % running
        // The next verb may take the place of one that ended the document.
        fc.pre(lost + 1 < running || meant.children[lost]?.id !== meant.children[lost + 1]?.id)
        const children = meant.children.filter((_, at) => at !== lost)
        // One of two sentences that follow each other is a matter of wording.
        const isHeard = meant.children[lost]?.id !== 'Say'
        const free = isHeard ? freeParts : []
        const differences = compareAnswers(
          answer({ body: written(meant) }),
          answer({ body: written({ ...meant, children }, choices) }),
          { kind, free },
        )
        expect(isBreaking(differences)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('safe changes never add up to a breaking one', () => {
    fc.assert(
      fc.property(
        meantDocument,
        fc.array(safeChange, { maxLength: 6 }),
        spelling,
        (meant, changes, choices) => {
          const start: Changed = { meant, given: {} }
          const changed = changes.reduce((before, change) => change(before), start)
          const body = written(changed.meant, choices)
          const differences = compareAnswers(
            answer({ body: written(meant) }),
            answer({ ...changed.given, body }),
            {
              kind,
              free: freeParts,
            },
          )
          expect(isBreaking(differences)).toBe(false)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('what is free or redacted only takes breaking differences away', () => {
    fc.assert(
      fc.property(anyAnswer, anyAnswer, anyOptions, (one, other, options) => {
        const some = compareAnswers(one, other, { ...options, content: 'same' })
        const all = compareAnswers(one, other, { kind: options.kind })
        expect({ breaking: isBreaking(some) && !isBreaking(all), any: some.length > 0 }).toEqual({
          breaking: false,
          any: all.length > 0,
        })
      }),
      { numRuns: 400 },
    )
  })

  test('the body of a status callback is never looked at', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.constantFrom('text/xml', 'text/plain', null),
        (one, other, type) => {
          const [before, after] = [answer({ body: one }), answer({ body: other, type })]
          expect(compareAnswers(before, after, { kind: 'status.incoming-number' })).toEqual([])
        },
      ),
    )
  })
})

/** How many verbs from the start of a document run. */
function reachableCount(meant: Meant): number {
  const { document: parsed } = parseTwiml(written(meant))
  return parsed === null ? 0 : reachableVerbs(parsed).length
}

interface Changed {
  readonly meant: Meant
  readonly given: Given
}

const safeChange: fc.Arbitrary<(before: Changed) => Changed> = fc.constantFrom<
  ((before: Changed) => Changed)[]
>(
  ({ meant, given }) => {
    const isOver = reachableCount(meant) < meant.children.length || meant.children.at(-1)?.id === 'Hangup'
    const never = { id: 'Pause', attributes: [], text: '', children: [] }
    return { meant: isOver ? { ...meant, children: [...meant.children, never] } : meant, given }
  },
  ({ meant, given }) => ({
    given,
    meant: everyElement(meant, (each) =>
      each.id === 'Number' ? withAttribute(each, 'statusCallback', '/events') : each,
    ),
  }),
  ({ meant, given }) => ({
    given,
    meant: everyElement(meant, (each) => (each.id === 'Say' ? { ...each, text: 'Other words' } : each)),
  }),
  ({ meant, given }) => ({ meant, given: { ...given, status: 201 } }),
  ({ meant, given }) => ({ meant, given: { ...given, type: 'application/xml; charset=utf-8' } }),
  ({ meant, given }) => ({ meant, given: { ...given, type: 'text/html' } }),
)

function withAttribute(element: Meant, name: string, value: string): Meant {
  return {
    ...element,
    attributes: [...element.attributes.filter(([each]) => each !== name), [name, value]],
  }
}

function everyElement(element: Meant, change: (element: Meant) => Meant): Meant {
  return change({ ...element, children: element.children.map((child) => everyElement(child, change)) })
}

const menu = '<Response><Gather action="/menu"><Say>Press 1</Say></Gather></Response>'

describe('what the caller hears', () => {
  test.each<[string, Given, Given, readonly string[]]>([
    ['another 2xx status', { body: menu }, { body: menu, status: 201 }, ['status safe']],
    ['a failure', { body: menu }, { status: 500 }, ['status breaking 11200']],
    ['another failure', { status: 404 }, { status: 500, body: 'oops' }, ['status safe']],
    ['the text of a failure', { status: 500, body: 'a' }, { status: 500, body: 'b' }, []],
    ['a redirect', { body: menu }, { status: 302, location: '/next' }, ['status breaking']],
    ['a redirect to nowhere', { status: 302, location: '/next' }, { status: 302 }, ['status breaking 11200']],
    [
      'the same redirect',
      { status: 302, location: '/next' },
      { status: 301, location: 'https://phone.example.com/next' },
      ['status safe'],
    ],
    [
      'another redirect',
      { status: 302, location: '/next' },
      { status: 302, location: '/other' },
      ['location breaking'],
    ],
    ['application/xml', { body: menu }, { body: menu, type: 'application/xml' }, []],
    ['text/plain', { body: menu }, { body: menu, type: 'text/plain' }, ['content-type safe']],
    ['text that is read out', { body: menu }, { body: 'Hello', type: 'text/plain' }, ['no-twiml breaking']],
    ['JSON', { body: menu }, { body: menu, type: 'application/json' }, ['content-type breaking 12300']],
    ['no type', { body: menu }, { body: menu, type: null }, ['content-type breaking 11200']],
    ['two types that Twilio cannot use', { type: 'application/json' }, { type: null }, ['content-type safe']],
    ['broken XML', { body: menu }, { body: '<Response>' }, ['no-twiml breaking 12100']],
    ['no body', { body: menu }, { body: '' }, ['no-twiml breaking 11770']],
    ['TwiML at last', { body: '<Response>' }, { body: menu }, ['body breaking']],
    ['another broken document', { body: '<Response>' }, { body: '<Resp' }, ['body safe']],
    [
      'other words read out',
      { body: 'Hello', type: 'text/plain' },
      { body: 'Bye', type: 'text/plain' },
      ['body breaking'],
    ],
    ['another sound', { body: 'a', type: 'audio/mpeg' }, { body: 'b', type: 'audio/wav' }, ['body breaking']],
    [
      'an unknown verb',
      { body: menu },
      { body: menu.replace('<Gather', '<Shout/><Gather') },
      ['twiml safe', 'lint breaking 12200'],
    ],
    [
      'an unknown verb less',
      { body: menu.replace('<Gather', '<Shout/><Gather') },
      { body: menu },
      ['twiml safe', 'lint-fixed safe'],
    ],
    [
      'relative and whole URLs',
      { body: menu },
      { body: menu.replace('/menu', 'https://phone.example.com/menu') },
      [],
    ],
    [
      'a relative URL on another page',
      { body: menu.replace('/menu', 'menu') },
      { body: menu.replace('/menu', 'menu'), at: 'https://phone.example.com/deep/page' },
      ['twiml breaking'],
    ],
  ])('%s', (_case, before, after, expected) => {
    const found = compareAnswers(answer(before), answer(after), plain)
    expect(
      found.map(({ code, severity, twilioCode }) => [code, severity, twilioCode].filter(Boolean).join(' ')),
    ).toEqual(expected)
  })

  it('misses an answer, and takes one that was not there', () => {
    const none = { url, response: null, problem: { code: 'app-down', message: 'nothing listens' } }
    expect(compareAnswers(answer({ body: menu }), none, plain)).toMatchObject(
      [{ code: 'no-answer', severity: 'breaking', message: /nothing listens/ }].map((row) => ({
        ...row,
        message: expect.stringMatching(row.message),
      })),
    )
    expect(compareAnswers(none, answer({ body: menu }), plain)).toMatchObject([
      { code: 'answers-now', severity: 'safe' },
    ])
  })

  it('cannot compare what was cut off or is packed', () => {
    const cut: ObservedAnswer = {
      url,
      response: {
        status: 200,
        headers: [['Content-Type', 'text/xml']],
        body: { text: '<Resp', truncatedAt: 5 },
      },
      problem: null,
    }
    expect(severities(compareAnswers(cut, answer({ body: menu }), plain))).toEqual(['not-comparable'])
  })

  it('does not look at a document that stands for any', () => {
    const any = { kind, content: 'any' } as const
    const expected = answer({ body: '<Response/>' })
    expect(compareAnswers(expected, answer({ body: menu }), any)).toEqual([])
    expect(isBreaking(compareAnswers(expected, answer({ body: '<Response><Shout/></Response>' }), any))).toBe(
      true,
    )
    expect(isBreaking(compareAnswers(expected, answer({ body: '' }), any))).toBe(true)
  })

  it('judges a document by where in the call it runs', () => {
    const dial = '<Response><Dial>+14155550101</Dial></Response>'
    const [before, after] = [answer({ body: '<Response/>' }), answer({ body: dial })]
    const inWhisper = compareAnswers(before, after, { kind: 'dial.number-url', content: 'any' })
    expect(severities(inWhisper)).toEqual(['breaking'])
    expect(compareAnswers(before, after, { kind, content: 'any' })).toEqual([])
  })
})

describe('what redaction hides', () => {
  const dial = (number: string, name = 'room'): string =>
    `<Response><Dial callerId="${number}"><Number>${number}</Number><Conference>${name}</Conference></Dial></Response>`
  const redacted = { kind, redacted: ['numbers', 'sids'] } as const
  const sid = (digit: string): string => `CA${digit.repeat(32)}`

  it('is not comparable, and nothing else is', () => {
    const before = answer({ body: dial('+14155550101', sid('0')) })
    expect(
      severities(compareAnswers(before, answer({ body: dial('+12025550142', sid('0')) }), redacted)),
    ).toEqual(['not-comparable', 'not-comparable'])
    expect(
      severities(compareAnswers(before, answer({ body: dial('+14155550101', sid('1')) }), redacted)),
    ).toEqual(['not-comparable'])
    expect(compareAnswers(before, before, redacted)).toEqual([])
    const renamed = answer({ body: dial('+12025550142', 'other') })
    expect(severities(compareAnswers(before, renamed, redacted))).toContain('breaking')
  })

  it('is not shown', () => {
    const [before, after] = [answer({ body: dial('+14155550101') }), answer({ body: dial('+12025550142') })]
    expect(JSON.stringify(compareAnswers(before, after, redacted))).not.toMatch(/\d{7}/)
  })

  it('hides a number in spoken text and in a redirect', () => {
    const say = (number: string): ObservedAnswer => answer({ body: `Call ${number}`, type: 'text/plain' })
    expect(severities(compareAnswers(say('+14155550101'), say('202-555-0142'), redacted))).toEqual([
      'not-comparable',
    ])
    const to = (number: string): ObservedAnswer => answer({ status: 302, location: `/dial?to=${number}` })
    expect(severities(compareAnswers(to('4155550101'), to('2025550142'), redacted))).toEqual([
      'not-comparable',
    ])
  })
})
