import { expect, test } from 'vitest'
import { givenRoutes } from '../../src/routes/given-routes.ts'

const voiceUrl = 'https://phone.example.com/voice'
const given = { voiceUrl, method: 'GET', routes: [] } as const

test('a Voice URL can get calls of every kind of caller', () => {
  const routes = givenRoutes(given)
  expect(routes.map(({ kind }) => kind)).toEqual([
    'voice.incoming-pstn',
    'voice.incoming-sip-domain',
    'voice.incoming-client-app',
    'voice.incoming-whatsapp',
    'voice.outbound-api-twiml',
  ])
  expect(
    routes.every(
      ({ url, method, preceding }) => url === voiceUrl && method === 'GET' && preceding.length === 0,
    ),
  ).toBe(true)
})

test('a status callback comes after a call', () => {
  const [status] = givenRoutes({ ...given, statusCallback: 'https://phone.example.com/status' }).slice(-1)
  expect(status).toMatchObject({ kind: 'status.incoming-number', method: 'POST', path: [] })
  expect(status?.preceding).toMatchObject([{ kind: 'voice.incoming-pstn', url: voiceUrl, method: 'GET' }])
})

test('other routes have the method of their kind unless they say another', () => {
  const url = 'https://phone.example.com/x'
  const routes = givenRoutes({
    ...given,
    routes: [
      { kind: 'voice.fallback', url },
      { kind: 'voice.fallback', url, method: 'GET' },
    ],
  })
  expect(routes.slice(-2).map(({ method }) => method)).toEqual(['POST', 'GET'])
})
