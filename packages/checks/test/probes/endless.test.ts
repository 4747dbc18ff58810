import { describe, expect, it } from 'vitest'
import { found, voice, type App } from '../support/probe-app.ts'

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
    expect(await found('endless', voice, menu)).toMatchObject([
      { code: 'endless-menu', severity: 'error', path: ['silence'] },
    ])
    expect(await found('endless', voice, app)).toMatchObject([{ code: 'endless-menu', severity: 'error' }])
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

  it('may be asked without end where a key leads out of it: a warning, told once for all pages of the loop', async () => {
    const app: App = ({ request: { url }, get }) => {
      if (get('Digits') === '3') return { body: '<Response><Say>Goodbye.</Say></Response>' }
      const other = url.endsWith('/a') ? '/b' : '/a'
      return { body: `<Response><Gather action="/a" numDigits="1"/><Redirect>${other}</Redirect></Response>` }
    }
    const [one] = await found('endless', voice, app, 'https://phone.example.com/a')
    const [other] = await found('endless', voice, app, 'https://phone.example.com/b')
    expect(one).toMatchObject({ code: 'endless-menu', severity: 'warning' })
    expect(one?.cause).toBeDefined()
    expect(other?.cause).toBe(one?.cause)
  })

  it('may wait in a queue for as long as it takes', async () => {
    const app: App = () => ({
      body: '<Response><Say>Please wait.</Say><Redirect>/wait</Redirect></Response>',
    })
    expect(await found('endless', 'enqueue.wait-url', app)).toEqual([])
  })

  it('is not sent round in a queue', async () => {
    const app: App = ({ request: { kind } }) => ({
      body: `<Response>${kind === 'enqueue.wait-url' ? '<Redirect>/wait</Redirect>' : '<Hangup/>'}</Response>`,
    })
    expect(await found('endless', 'enqueue.wait-url', app)).toMatchObject([{ code: 'endless-redirect' }])
  })
})
