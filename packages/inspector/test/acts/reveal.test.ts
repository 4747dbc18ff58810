import { rmSync } from 'node:fs'
import { startInspector, type Inspector } from '@ringback/inspector'
import type { Exchange } from '@ringback/recording'
import { afterEach, expect, it } from 'vitest'
import type { CallView } from '../../src/model/call-view.ts'
import { folderWith, twoCalls } from '../recordings.ts'
import { originalsOf, realName, realSid } from '../originals.ts'
import { ask, done, readable } from './asking.ts'

let directory: string
let inspector: Inspector

async function start(originalOf: (exchange: Exchange) => Exchange | null): Promise<void> {
  directory = folderWith(twoCalls())
  inspector = await startInspector({ directory, version: '1', replayMeans: async () => ({ originalOf }) })
  await readable(inspector, '/api/calls/000001-000')
}
afterEach(async () => {
  await inspector.close()
  rmSync(directory, { recursive: true })
})

const call = '000001-000'
const asked = { fields: { call } }

it('the originals of a call are answered where they are asked for, and nowhere else', async () => {
  await start(originalsOf(twoCalls()))
  const view = await done<CallView>(inspector, '/api/reveal', asked)
  expect(view).toMatchObject({ id: call, callSid: realSid, revealed: 4, isRedacted: false })
  expect(view.legs[0]?.callSid).toBe(realSid)
  expect(JSON.stringify(view)).toContain(realName)
  for (const path of [
    '/',
    '/api/calls',
    `/api/calls/${call}`,
    `/api/copies?call=${call}&exchange=${call}&as=vitest`,
  ]) {
    const { body } = await ask(inspector, path, { method: 'GET' })
    expect(body).not.toMatch(realName)
    expect(body).not.toMatch(realSid)
  }
})

it.each([
  ['without the token', { ...asked, headers: { 'X-Ringback-Token': undefined } }, 401],
  ['with a wrong token', { ...asked, headers: { 'X-Ringback-Token': 'x' } }, 401],
  ['from another origin', { ...asked, headers: { Origin: 'http://evil.example' } }, 403],
  ['without an origin', { ...asked, headers: { Origin: undefined } }, 403],
  ['as a form', { ...asked, headers: { 'Content-Type': 'text/plain' } }, 415],
  ['with GET', { method: 'GET' }, 404],
])('they are not read %s', async (_how, request, status) => {
  const opened: string[] = []
  await start((exchange) => {
    opened.push(exchange.id)
    return null
  })
  expect((await ask(inspector, '/api/reveal', request)).status).toBe(status)
  expect(opened).toEqual([])
})

it('an exchange without an original stays redacted, and is counted', async () => {
  const originalOf = originalsOf(twoCalls())
  await start((exchange) => (exchange.id.endsWith('6') ? null : originalOf(exchange)))
  const view = await done<CallView>(inspector, '/api/reveal', asked)
  expect(view.revealed).toBe(3)
  expect(view.exchanges).toHaveLength(4)
})

it('a call without any says where they are', async () => {
  await start(() => null)
  const { status, body } = await ask(inspector, '/api/reveal', asked)
  expect(status).toBe(409)
  expect(body).toMatch(/^No original of this call is at hand\. .*ringback key/)
})
