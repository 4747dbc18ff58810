import { isWebhookKind, kinds, type WebhookKind } from '@ringback/catalog'
import { probes, type ProbeFinding } from '@ringback/checks'
import { sign } from '@ringback/signature'
import { describe, expect, it, test } from 'vitest'
import {
  authToken,
  callSidOf,
  contextFor,
  plainRequest,
  type Answer,
  type Received,
  voiceUrl,
} from './support/exchanges.ts'

type App = (received: Received) => Answer

const refused: Answer = { status: 403, type: 'text/plain', body: 'no' }
const isCallback = ({ request: { kind } }: Received): boolean =>
  kinds.find((row) => row.kind === kind)?.synchronous === false
const done: Answer = { status: 204, type: null, body: '' }

/** An app without a fault: it checks signatures, escapes, and keeps nothing. */
const goodApp: App = (received) => {
  if (!received.isSigned) return refused
  if (isCallback(received)) return done
  const name = (received.get('CallerName') ?? '').replaceAll(/[&<>"]/g, ' ')
  return { body: `<Response><Gather action="/menu"><Say>Hello ${name}</Say></Gather><Hangup/></Response>` }
}

async function found(
  name: string,
  kind: WebhookKind,
  app: App,
  url?: string,
): Promise<readonly ProbeFinding[]> {
  const request = plainRequest(kind, url)
  const probe = probes.find((each) => each.name === name)
  return probe?.appliesTo(request) === true ? probe.run(request, contextFor(app)) : []
}

const allKinds = kinds.map(({ kind }) => kind).filter(isWebhookKind)

/** What a probe finds in an app over some kinds. */
async function foundIn(
  name: string,
  tried: readonly WebhookKind[],
  app: App,
): Promise<readonly ProbeFinding[]> {
  return (await Promise.all(tried.map((kind) => found(name, kind, app)))).flat()
}

describe.each(probes)('the law of probes: $name', ({ name }) => {
  test('finds nothing in a good app, whatever the kind', async () => {
    expect(await foundIn(name, allKinds, goodApp)).toEqual([])
  })

  test('finds nothing in an app that is down', async () => {
    expect(await foundIn(name, allKinds, () => ({ status: 500, body: '' }))).toEqual([])
  })

  test('finds nothing in an app that answers at random', async () => {
    let count = 0
    const app: App = (received) => {
      count += 1
      if (!received.isSigned) return refused
      return isCallback(received) ? done : { body: `<Response><Say>${count}</Say></Response>` }
    }
    expect(await foundIn(name, allKinds, app)).toEqual([])
  })
})

const voice = 'voice.incoming-pstn'

describe('the signature probe', () => {
  test.each<[string, (received: Received) => boolean, RegExp]>([
    ['no check at all', () => true, /without a signature/],
    ['a check for presence', ({ request }) => request.signature !== null, /made-up/],
    [
      'only the URL signed',
      ({ request, isSigned }) => isSigned || request.signature === urlOnly(),
      /leaves the parameters out/,
    ],
    ['no check on GET', ({ request, isSigned }) => isSigned || request.method === 'GET', /as GET/],
  ])('finds %s', async (_case, accepts, message) => {
    const [finding] = await found('signature', voice, (received) =>
      accepts(received) ? { body: '<Response><Say>Hi</Say></Response>' } : refused,
    )
    expect(finding).toMatchObject({ code: 'signature-not-enforced', severity: 'error' })
    expect(finding?.message).toMatch(message)
  })

  it('takes a refusal with status 200 for a refusal', async () => {
    const app: App = (received) =>
      received.isSigned ? goodApp(received) : { body: '<Response><Reject/></Response>' }
    expect(await found('signature', voice, app)).toEqual([])
  })
})

/** The signature of the URL alone. */
function urlOnly(): string {
  return sign({ url: voiceUrl, authToken })
}

describe('what must make no difference', () => {
  test.each<[string, App]>([
    ['unknown-parameter', ({ form }) => (form.includes('Ringback') ? { status: 400 } : {})],
    ['parameter-order', ({ form }) => (form.startsWith('AccountSid') ? {} : { status: 500 })],
    [
      'space-encoding',
      ({ form }) => ({ body: `<Response><Say>${form.includes('+FRANCISCO') ? 'a' : 'b'}</Say></Response>` }),
    ],
    ['missing-geo', ({ get }) => (get('FromCity') === undefined ? { status: 500 } : {})],
  ])('%s', async (name, app) => {
    expect(await found(name, voice, app)).toMatchObject([{ severity: 'error' }])
  })

  it('is no mistake to greet by city', async () => {
    const app: App = ({ get }) => ({ body: `<Response><Say>Hello ${get('FromCity') ?? ''}</Say></Response>` })
    const findings = await found('missing-geo', voice, app)
    expect(findings.map(({ severity }) => severity)).toEqual(['info'])
  })
})

describe('delivery', () => {
  it('may be twice', async () => {
    const seen = new Set<string>()
    const app: App = (received) => {
      const isSecond = seen.has(callSidOf(received))
      seen.add(callSidOf(received))
      return isSecond ? { status: 500 } : done
    }
    expect(await found('duplicate-delivery', 'status.incoming-number', app)).toMatchObject([
      { code: 'duplicate-delivery', severity: 'error' },
    ])
  })

  it('may be out of order', async () => {
    const over = new Set<string>()
    const app: App = (received) => {
      const isLast = received.get('CallStatus') === 'completed'
      if (!isLast && over.has(callSidOf(received))) return { status: 409 }
      if (isLast) over.add(callSidOf(received))
      return done
    }
    const [finding] = await found('callback-order', 'status.rest-call', app)
    expect(finding).toMatchObject({ code: 'callback-order', parameter: 'CallStatus' })
    expect(finding?.requests).toHaveLength(2)
  })
})

it('finds a text that is not escaped, and names the parameter', async () => {
  const app: App = ({ get }) => ({ body: `<Response><Say>Hello ${get('FromCity') ?? ''}</Say></Response>` })
  expect(await found('injection', voice, app)).toMatchObject([
    { code: 'input-not-escaped', parameter: 'FromCity' },
  ])
})

describe('a caller who does nothing', () => {
  it('is not led in a circle', async () => {
    const app: App = () => ({ body: '<Response><Redirect>/voice</Redirect></Response>' })
    expect(await found('endless', voice, app)).toMatchObject([{ code: 'endless-redirect' }])
  })

  it('may be asked a few times', async () => {
    let asked = 0
    const app: App = () => {
      asked += 1
      return { body: asked < 6 ? '<Response><Gather/><Redirect>/voice</Redirect></Response>' : '<Response/>' }
    }
    expect(await found('endless', voice, app)).toEqual([])
  })

  it('is not asked until the app breaks', async () => {
    const app: App = ({ request: { url }, get }) => {
      const tries = Number(new URL(url).searchParams.get('try'))
      if (tries === 3) return { status: 500, type: null, body: `no text for ${get('Digits')}` }
      return { body: `<Response><Gather/><Redirect>/voice?try=${tries + 1}</Redirect></Response>` }
    }
    expect(await found('endless', 'gather.action', app)).toMatchObject([
      {
        code: 'http-status',
        path: ['silence', 'silence', 'silence'],
        requests: [{ kind: 'gather.action' }, {}, {}, { kind: 'voice.redirect' }],
      },
    ])
  })

  it('is not asked without end', async () => {
    const app: App = () => ({ body: '<Response><Gather><Say>1 or 2</Say></Gather><Redirect/></Response>' })
    const menu: App = () => ({
      body: '<Response><Gather><Say>1 or 2</Say></Gather><Redirect>/voice</Redirect></Response>',
    })
    expect(await found('endless', voice, menu)).toMatchObject([{ code: 'endless-menu', path: ['silence'] }])
    expect(await found('endless', voice, app)).toMatchObject([{ code: 'endless-menu' }])
  })

  it('is not asked without end by a Gather that takes silence for an answer', async () => {
    const app: App = ({ request: { kind }, get }) => ({
      body:
        kind === 'gather.action' && get('Digits') === ''
          ? '<Response><Redirect>/voice</Redirect></Response>'
          : '<Response><Gather action="/menu" actionOnEmptyResult="true"/></Response>',
    })
    expect(await found('endless', voice, app)).toMatchObject([{ code: 'endless-menu' }])
  })

  it('is not sent round in a queue', async () => {
    const app: App = ({ request: { kind } }) => ({
      body: `<Response>${kind === 'enqueue.wait-url' ? '<Redirect>/wait</Redirect>' : '<Hangup/>'}</Response>`,
    })
    expect(await found('endless', 'enqueue.wait-url', app)).toMatchObject([{ code: 'endless-redirect' }])
  })
})

describe('a Gather without an action', () => {
  const question = '<Response><Gather numDigits="1"><Say>1 or 2</Say></Gather></Response>'
  const pressed = (app: App) => {
    const request = plainRequest('gather.action')
    const probe = probes.find(({ name }) => name === 'input-ignored')
    return probe?.run({ ...request, parameters: [...request.parameters, ['Digits', '1']] }, contextFor(app))
  }

  it('asks the same again where nobody looks at the keys', async () => {
    expect(await pressed(() => ({ body: question }))).toMatchObject([
      { code: 'input-ignored', severity: 'warning' },
    ])
  })

  it.each<[string, App]>([
    ['one key leads on', ({ get }) => ({ body: get('Digits') === '2' ? '<Response/>' : question })],
    [
      'it says that the key was wrong',
      ({ get }) => ({ body: get('Digits') === undefined ? question : question.replace('1 or', 'No: 1 or') }),
    ],
    ['it has an action after all', () => ({ body: question.replace('<Gather', '<Gather action="/menu"') })],
  ])('is good where %s', async (_case, app) => {
    expect(await pressed(app)).toEqual([])
  })
})

it('finds a Record that only records again', async () => {
  const again: App = () => ({ body: '<Response><Record/></Response>' })
  expect(await found('input-ignored', 'record.action', again)).toMatchObject([{ code: 'input-ignored' }])
  const heard: App = ({ request: { kind } }) => ({
    body: `<Response>${kind === 'record.action' ? '<Hangup/>' : '<Record/>'}</Response>`,
  })
  expect(await found('input-ignored', 'record.action', heard)).toEqual([])
})

it('finds a sound that the app does not have', async () => {
  const app: App = ({ request: { method, url } }) => {
    if (method === 'POST') {
      const others = '<Play>https://cdn.example.com/b.mp3</Play><Play digits="1"/>'
      return { body: `<Response><Play>/a.mp3</Play><Play>/ok.mp3</Play>${others}</Response>` }
    }
    return new URL(url).pathname === '/ok.mp3' ? { type: 'audio/mpeg', body: 'x' } : { status: 404, body: '' }
  }
  expect(await found('media', voice, app)).toMatchObject([
    {
      code: 'media-missing',
      where: 'https://phone.example.com/a.mp3',
      requests: [{}, { method: 'GET', parameters: [] }],
    },
  ])
})

it('finds a number that anyone may have dialled', async () => {
  const app: App = ({ request: { url } }) => ({
    body: `<Response><Dial>${new URL(url).searchParams.get('to') ?? ''}</Dial></Response>`,
  })
  const url = 'https://phone.example.com/transfer?to=%2B12025550142'
  expect(await found('forged-number', 'voice.redirect', app, url)).toMatchObject([{ code: 'toll-fraud' }])
})
