import { mapPhone, textTree, displayTree, type PhoneMap } from '@ringback/map'
import { describe, expect, test } from 'vitest'

type Page = (parameters: URLSearchParams, url: URL) => string | number

/** The map of an app that is a table of pages; a number is a status without a document. */
async function mapOf(pages: Readonly<Record<string, Page>>): Promise<PhoneMap> {
  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const body = new URLSearchParams(await request.text())
    const answer = pages[url.pathname]?.(body, url) ?? 404
    if (typeof answer === 'number') return new Response(null, { status: answer })
    return new Response(`<Response>${answer}</Response>`, { headers: { 'content-type': 'text/xml' } })
  }
  for await (const event of mapPhone({ app: { fetch }, authToken: 'token' })) {
    if (event.type === 'finished') return event.map
  }
  throw new Error('there was no map')
}

const marksOf = async (pages: Readonly<Record<string, Page>>): Promise<readonly string[]> =>
  (await mapOf(pages)).marks.map(({ kind, keys }) => `${kind} ${keys}`)

const menu = (action: string, offer = 'For sales, press 1. To leave a message, press 2.'): string =>
  `<Gather numDigits="1" action="${action}"><Say>${offer}</Say></Gather>`
const goodbye = '<Say>Goodbye.</Say>'
const choose: Page = (parameters) =>
  ({ '1': '<Dial>+14155550123</Dial><Say>Nobody is here.</Say>', '2': `<Record action="/thanks"/>` })[
    parameters.get('Digits') ?? ''
  ] ?? `<Say>Wrong.</Say>${menu('/choose')}${goodbye}`

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
