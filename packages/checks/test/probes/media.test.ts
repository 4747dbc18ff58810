import { expect, it } from 'vitest'
import { found, voice, type App } from '../support/probe-app.ts'

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
