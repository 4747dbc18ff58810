import {
  mapPhone,
  type MapEdge,
  type MapEvent,
  type MapMark,
  type MapOptions,
  type MapState,
  type PhoneMap,
  type Segment,
} from '@ringback/map'

/** A page: what it answers to parameters. A number is a status without a document. */
export type Page = (parameters: URLSearchParams, url: URL) => string | number
export type Pages = Readonly<Record<string, Page>>

/** An app that is a table of pages. */
export function appOf(pages: Pages): { readonly fetch: (request: Request) => Promise<Response> } {
  return {
    async fetch(request) {
      const url = new URL(request.url)
      const answer = pages[url.pathname]?.(new URLSearchParams(await request.text()), url) ?? 404
      if (typeof answer === 'number') return new Response(null, { status: answer })
      return new Response(`<Response>${answer}</Response>`, { headers: { 'content-type': 'text/xml' } })
    },
  }
}

/** How the app of some pages is reached. */
export function optionsFor(pages: Pages, more: Partial<MapOptions> = {}): MapOptions {
  return { app: appOf(pages), authToken: 'token', ...more }
}

/** Everything that is told about an app. */
export async function eventsOf(pages: Pages, more: Partial<MapOptions> = {}): Promise<readonly MapEvent[]> {
  const events: MapEvent[] = []
  for await (const event of mapPhone(optionsFor(pages, more))) events.push(event)
  return events
}

/** The map of an app. */
export async function mapOf(pages: Pages, more: Partial<MapOptions> = {}): Promise<PhoneMap> {
  const last = (await eventsOf(pages, more)).at(-1)
  if (last?.type !== 'finished') throw new Error('there was no map')
  return last.map
}

/** The marks of an app, each as `kind keys`. */
export async function marksOf(pages: Pages): Promise<readonly string[]> {
  return (await mapOf(pages)).marks.map(({ kind, keys }) => `${kind} ${keys}`)
}

export const goodbye = '<Say>Goodbye.</Say>'

/** A menu of one key. */
export function menu(action: string, offer = 'For sales, press 1. To leave a message, press 2.'): string {
  return `<Gather numDigits="1" action="${action}"><Say>${offer}</Say></Gather>`
}

/** What the menu leads to: 1 a telephone, 2 a recording, else the menu again. */
export const choose: Page = (parameters) =>
  ({ '1': '<Dial>+14155550123</Dial><Say>Nobody is here.</Say>', '2': `<Record action="/thanks"/>` })[
    parameters.get('Digits') ?? ''
  ] ?? `<Say>Wrong.</Say>${menu('/choose')}${goodbye}`

/** A small app whose phone tree has nothing wrong with it. */
export const goodPages: Pages = {
  '/voice': () => menu('/choose') + goodbye,
  '/choose': choose,
  '/thanks': () => goodbye,
}

/** A part of a call in which nothing happens. */
export function segmentWith(more: Partial<Segment> = {}): Segment {
  return {
    heard: [],
    languages: [],
    webhooks: [],
    problems: [],
    dialled: [],
    reachedSomebody: false,
    rejected: false,
    screening: undefined,
    ...more,
  }
}

/** A state that is a menu. */
export function stateWith(more: Partial<MapState> = {}): MapState {
  return {
    id: 1,
    waiting: {
      for: 'gather',
      input: ['dtmf'],
      numDigits: 1,
      finishOnKey: '#',
      timeout: 5,
      hints: undefined,
      prompts: [],
      action: undefined,
    },
    url: 'https://app.example.com/voice',
    path: [],
    parent: null,
    heard: ['For sales, press 1.'],
    languages: [''],
    ...more,
  }
}

/** An edge from the first state to an end. */
export function edgeWith(more: Partial<MapEdge> = {}): MapEdge {
  return {
    from: 1,
    input: [{ type: 'keys', keys: '1' }],
    to: 'end-1',
    times: 1,
    isLoop: false,
    segment: segmentWith(),
    ...more,
  }
}

/** A map of one menu that ends. */
export function phoneMapWith(more: Partial<PhoneMap> = {}): PhoneMap {
  return {
    voiceUrl: 'https://app.example.com/voice',
    states: [stateWith()],
    ends: [{ id: 'end-1', heard: ['Goodbye.'], problems: [] }],
    edges: [edgeWith({ from: null, input: [], to: 1 }), edgeWith()],
    hangups: [],
    marks: [],
    unreadPrompts: [],
    callerMemory: null,
    calls: 2,
    requests: 3,
    judged: 3,
    reachedPages: 2,
    limits: [],
    ...more,
  }
}

/** A warning at the first state. */
export function markWith(more: Partial<MapMark> = {}): MapMark {
  return {
    id: 'dead-end-00000001',
    kind: 'dead-end',
    severity: 'warning',
    message: 'Key 1 ends the call.',
    path: [{ type: 'keys', keys: '1' }],
    keys: '1',
    state: 1,
    twilioCode: null,
    ...more,
  }
}
