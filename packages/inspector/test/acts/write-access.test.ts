import { rmSync } from 'node:fs'
import { startInspector, type Inspector } from '@ringback/inspector'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderWith, twoCalls } from '../recordings.ts'
import { authToken, startApp, type AppInTest } from './app-in-test.ts'
import { ask } from './asking.ts'

let app: AppInTest
let directory: string
let inspector: Inspector

beforeAll(async () => {
  app = await startApp()
  directory = folderWith(twoCalls())
  inspector = await startInspector({ directory, version: '1', authToken, app: { url: app.url } })
})
afterAll(async () => {
  await inspector.close()
  await app.close()
  rmSync(directory, { recursive: true })
})

const fields = { call: '000002-000' }

describe.each(['POST', 'DELETE'])('an act with %s', (method) => {
  it.each([
    ['without a token, though with the cookie', { 'X-Ringback-Token': undefined }, 401],
    ['with another token', { 'X-Ringback-Token': 'x' }, 401],
    ['with two tokens', { 'X-Ringback-Token': ['x', 'y'] }, 401],
    ['without Origin', { Origin: undefined }, 403],
    ['with another Origin', { Origin: 'http://evil.example' }, 403],
    ['with Origin null', { Origin: 'null' }, 403],
    ['with another Host', { Host: 'evil.example' }, 403],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['as a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
    ['as text, as a form of another page can send it', { 'Content-Type': 'text/plain' }, 415],
    ['without a type', { 'Content-Type': undefined }, 415],
  ])('%s is refused and does nothing', async (_how, headers, status) => {
    expect(await ask(inspector, '/api/replay', { method, headers, fields })).toMatchObject({ status })
    expect(app.received).toEqual([])
  })
})

it('longer than the limit is refused and does nothing', async () => {
  const long = JSON.stringify({ ...fields, more: 'x'.repeat(2 ** 20) })
  const headers = { 'Transfer-Encoding': 'chunked' }
  expect((await ask(inspector, '/api/replay', { fields: long })).status).toBe(413)
  expect((await ask(inspector, '/api/replay', { fields: long, headers })).status).toBe(413)
  expect(app.received).toEqual([])
})

it.each(['PUT', 'PATCH', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await ask(inspector, '/api/replay', { method, fields })).status).toBe(405)
})
