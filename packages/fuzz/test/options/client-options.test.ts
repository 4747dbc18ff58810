import { expect, test } from 'vitest'
import { clientOptionsOf, openAccess } from '../../src/options/client-options.ts'

const authToken = 'token'

test('an app in this process becomes a transport', () => {
  const access = openAccess({ authToken, app: { fetch: () => new Response() } })
  expect(access.transport.inProcess).toBe(true)
  expect(clientOptionsOf(access).app).toBeUndefined()
})

test('an address is reached over HTTP', async () => {
  const access = openAccess({ authToken, app: 'localhost:3000' })
  expect(access.transport.inProcess).toBe(false)
  expect(clientOptionsOf(access)).toMatchObject({ app: 'localhost:3000', authToken })
  await access.transport.close()
})

test('a transport that is given is kept', () => {
  const { transport } = openAccess({ authToken, app: { fetch: () => new Response() } })
  expect(openAccess({ authToken, transport }).transport).toBe(transport)
})
