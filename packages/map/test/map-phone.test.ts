import { RingbackError } from '@ringback/common'
import { displayTree, mapPhone, textTree } from '@ringback/map'
import { printKeyPath } from '@ringback/simulator'
import { describe, expect, test } from 'vitest'
import {
  choose,
  eventsOf,
  goodbye,
  goodPages,
  mapOf,
  marksOf,
  menu,
  optionsFor,
  type Page,
} from './support.ts'

describe('loops', () => {
  test('a menu that counts where its documents do not show it is no endless loop', async () => {
    const silent = new Map<string, number>()
    const marks = await marksOf({
      '/voice': (parameters) => {
        const sid = parameters.get('CallSid') ?? ''
        silent.set(sid, (silent.get(sid) ?? 0) + 1)
        return (silent.get(sid) ?? 0) > 3 ? goodbye : `${menu('/choose')}<Redirect>/voice</Redirect>`
      },
      '/choose': choose,
      '/thanks': () => goodbye,
    })
    expect(marks).toEqual([])
  })

  test('a menu whose URL is different every time is one', async () => {
    const again: Page = (_parameters, url) => {
      const round = Number(url.searchParams.get('round')) + 1
      return `${menu(`/choose`)}<Redirect>/voice?round=${round}</Redirect>`
    }
    const marks = await marksOf({ '/voice': again, '/choose': choose, '/thanks': () => goodbye })
    expect(marks).toHaveLength(1)
    expect(marks[0]).toMatch(/^endless-loop n/)
  })

  test('documents that only talk and lead back are one', async () => {
    expect(await marksOf({ '/voice': () => '<Say>Please wait.</Say><Redirect/>' })).toContain('endless-loop ')
  })

  test('a telephone that rings until somebody answers is marked as well', async () => {
    const marks = await marksOf({
      '/voice': () => '<Dial action="/again" timeout="10">+14155550123</Dial>',
      '/again': (parameters) =>
        parameters.get('DialCallStatus') === 'completed' ? goodbye : '<Redirect>/voice</Redirect>',
    })
    expect(marks.filter((each) => each.startsWith('endless-loop'))).toHaveLength(3)
  })
})

describe('menus', () => {
  const pages = { '/choose': choose, '/thanks': () => goodbye }

  test('a key that is said and not known, and one that is known and not said', async () => {
    const offer = 'For sales, press 1. For billing, press 3.'
    expect(await marksOf({ ...pages, '/voice': () => menu('/choose', offer) + goodbye })).toEqual([
      'key-not-said 2',
      'key-not-handled 3',
    ])
  })

  test('states are told apart by what they do, not by their URL', async () => {
    const { states } = await mapOf({
      ...pages,
      '/voice': () => '<Redirect>/a</Redirect>',
      '/a': () => menu('/b') + goodbye,
      '/b': () => menu('/b') + goodbye,
    })
    expect(states).toHaveLength(1)
  })

  test('a menu without anybody behind it', async () => {
    const marks = await marksOf({
      '/voice': () => menu('/info', 'For prices, press 1. For hours, press 2.') + goodbye,
      '/info': (parameters) => `<Say>About ${parameters.get('Digits')}.</Say>`,
    })
    expect(marks).toContain('no-person ')
  })
})

test('whoever is dialled may be asked to accept the call', async () => {
  const { edges } = await mapOf({
    '/voice': () => '<Dial action="/over"><Number url="/screen">+14155550123</Number></Dial>',
    '/screen': () => `<Gather numDigits="1" action="/accept"><Say>Press 5 to accept.</Say></Gather><Hangup/>`,
    '/accept': (parameters) => (parameters.get('Digits') === '5' ? '' : '<Hangup/>'),
    '/over': () => goodbye,
  })
  const accepted = edges.find(({ input: [step] }) => step?.type === 'dial' && step.keys === '5')
  expect(accepted?.segment.reachedSomebody).toBe(true)
})

test('the tree has every state once', async () => {
  const map = await mapOf({
    '/voice': () => menu('/choose') + goodbye,
    '/choose': choose,
    '/thanks': () => goodbye,
  })
  const tree = displayTree(map)
  const text = tree === undefined ? '' : textTree(tree)
  for (const { id } of map.states) expect(text.match(new RegExp(`(^|  )${id} [A-Z]`, 'gm'))).toHaveLength(1)
})

test('events come as the crawl goes, and the map is the last', async () => {
  const events = await eventsOf(goodPages)
  const types = events.map(({ type }) => type)
  expect(types[0]).toBe('state')
  expect(types.filter((type) => type === 'finished')).toEqual(['finished'])
  expect(types.at(-1)).toBe('finished')
  const { states, edges } = await mapOf(goodPages)
  expect(types.filter((type) => type === 'state')).toHaveLength(states.length)
  expect(types.filter((type) => type === 'edge')).toHaveLength(edges.length)
})

test('the signal ends the crawl with what it has', async () => {
  const controller = new AbortController()
  const events = []
  for await (const event of mapPhone({ ...optionsFor(goodPages), signal: controller.signal })) {
    events.push(event)
    controller.abort()
  }
  const last = events.at(-1)
  expect(last?.type === 'finished' && last.map.limits).toEqual(['the crawl was stopped early'])
  expect(last?.type === 'finished' && last.map.calls).toBe(1)
})

test('options that say not where the app is are refused', async () => {
  await expect(mapPhone({ authToken: 'token' }).next()).rejects.toBeInstanceOf(RingbackError)
})

/** The action of a Dial: hangs up after an answered one, and dials again after another, up to five times. */
const afterDial =
  (dial: (count: number) => string) =>
  (parameters: URLSearchParams, url: URL): string => {
    const count = Number(url.searchParams.get('count'))
    if (parameters.get('DialCallStatus') === 'completed') return '<Hangup/>'
    return count === 5 ? '<Say>Nobody is here.</Say>' : dial(count + 1)
  }

describe('dials in a row', () => {
  test('up to five, in parallel or one after the other, each with every outcome', async () => {
    const numbers = '<Number>+14155550101</Number><Number url="/whisper">+14155550102</Number>'
    for (const nouns of ['+14155550101', numbers]) {
      const dial = (count: number): string => `<Dial action="/after?count=${count}">${nouns}</Dial>`
      const { states, edges, marks } = await mapOf({
        '/voice': () => dial(1),
        '/whisper': () => '',
        '/after': afterDial(dial),
      })
      const dials = states.filter(({ waiting }) => waiting.for === 'dial')
      expect(dials).toHaveLength(5)
      for (const { id } of dials) {
        const tried = edges.filter(({ from }) => from === id).map(({ input }) => printKeyPath(input))
        expect(new Set(tried)).toEqual(new Set(['answered', 'busy', 'no-answer', 'failed']))
        const answered = edges.find(({ from, input }) => from === id && printKeyPath(input) === 'answered')
        expect(answered?.segment.reachedSomebody).toBe(true)
      }
      expect(marks.filter(({ kind }) => kind !== 'no-person')).toEqual([])
    }
  })

  test('each has every outcome, and an answer is an answer', async () => {
    const pages = {
      '/voice': () => '<Dial action="/second">+14155550123</Dial>',
      '/second': (parameters: URLSearchParams) =>
        parameters.get('DialCallStatus') === 'completed'
          ? '<Say>Thank you, first.</Say>'
          : '<Dial action="/last"><Number url="/whisper">+14155550124</Number></Dial>',
      '/whisper': () => '<Say>A call for you.</Say>',
      '/last': (parameters: URLSearchParams) =>
        `<Say>${parameters.get('DialCallStatus') === 'completed' ? 'Thank you, second.' : 'Nobody is here.'}</Say>`,
    }
    const { states, edges, ends, marks } = await mapOf(pages)
    expect(states.map(({ waiting, path }) => `${waiting.for} ${printKeyPath(path)}`)).toEqual([
      'dial ',
      'conversation answered',
      'dial busy',
      'conversation busy,answered',
    ])
    expect(ends.flatMap(({ heard }) => heard).toSorted()).toEqual([
      'Nobody is here.',
      'Thank you, first.',
      'Thank you, second.',
    ])
    const whispered = edges.filter(({ segment }) =>
      segment.webhooks.some(({ kind }) => kind === 'dial.number-url'),
    )
    expect(whispered.map(({ from, input }) => `${from} ${printKeyPath(input)}`)).toEqual(['3 answered'])
    expect(marks).toEqual([])
  })

  test('up to five with telephones that ring in turn: any of them may answer', async () => {
    const numbers = '<Number>+14155550101</Number><Number>+14155550102</Number>'
    const dial = (count: number): string =>
      `<Dial sequential="true" action="/after?count=${count}">${numbers}</Dial>`
    const { states, edges } = await mapOf({
      '/voice': () => dial(1),
      '/after': afterDial(dial),
    })
    const dials = states.filter(({ waiting }) => waiting.for === 'dial')
    expect(dials).toHaveLength(5)
    for (const { id } of dials) {
      const reached = edges.filter(({ from, segment }) => from === id && segment.reachedSomebody)
      expect(reached.map(({ input }) => printKeyPath(input))).toEqual(['answered', 'busy,answered'])
    }
  })

  test('one after the other, a later one may answer', async () => {
    const numbers = '<Number>+14155550123</Number><Number>+14155550124</Number>'
    const { edges } = await mapOf({
      '/voice': () => `<Dial sequential="true" action="/over">${numbers}</Dial>`,
      '/over': () => goodbye,
    })
    const reached = edges.filter(({ segment }) => segment.reachedSomebody)
    expect(reached.map(({ input }) => printKeyPath(input))).toEqual(['answered', 'busy,answered'])
  })
})

test("Twilio's own TwiML and sounds are drawn by their name, and are nothing wrong", async () => {
  const map = await mapOf({
    '/voice': () =>
      `<Play>https://demo.twilio.com/docs/classic.mp3</Play>${menu('/choose', 'For the voicemail, press 1.')}${goodbye}`,
    '/choose': () => '<Redirect>http://twimlets.com/voicemail?Email=sales@example.com</Redirect>',
  })
  expect(map.marks.filter(({ kind }) => kind === 'broken-target' || kind === 'no-person')).toEqual([])
  expect(map.ends.flatMap(({ heard }) => heard)).toContain(
    "Twilio's own voicemail twimlet: http://twimlets.com/voicemail?Email=sales@example.com",
  )
})
