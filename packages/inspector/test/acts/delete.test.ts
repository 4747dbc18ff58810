import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startInspector, type Inspector } from '@ringback/inspector'
import { openDirectoryStore, openRecordingsReader, readNotes, writeNotes } from '@ringback/recording/node'
import { generateRootKey, openOriginals, readKeyRing, type KeyRing } from '@ringback/redaction/node'
import { recordingsOf } from '@ringback/recording'
import { sid } from '@ringback/test-support/exchange'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { exchangeOf, folderWith, twoCalls } from '../recordings.ts'
import { ask, done, readable } from './asking.ts'

let directory: string
let inspector: Inspector
let ring: KeyRing

beforeEach(async () => {
  directory = folderWith(twoCalls())
  ring = await readKeyRing(generateRootKey())
  const originals = await openOriginals({ recordings: directory, ring })
  for (const recording of recordingsOf(twoCalls())) await originals.write(recording, recording.exchanges)
  for (const id of ['000001-000', '000002-000']) await writeNotes(directory, id, { tags: ['bug'], note: '' })
  inspector = await startInspector({ directory, version: '1', keyRing: async () => ring })
  await readable(inspector, '/api/calls/000001-000')
  await readable(inspector, '/api/calls/000002-000')
})
afterEach(async () => {
  await inspector.close()
  rmSync(directory, { recursive: true })
})

interface OnDisk {
  readonly calls: readonly (string | null)[]
  readonly originals: readonly string[]
  readonly notes: readonly string[]
}

async function onDisk(): Promise<OnDisk> {
  const reader = await openRecordingsReader({ directory })
  const recordings = await reader.list()
  const originals = await openOriginals({ recordings: directory, ring })
  const kept = await Promise.all(
    twoCalls().map(async (exchange) =>
      (await originals.originalOf(exchange)) === null ? [] : [exchange.id],
    ),
  )
  return {
    calls: [...recordings].map(({ summary }) => summary.callSid),
    originals: kept.flat(),
    notes: [...(await readNotes(directory)).notes.keys()],
  }
}

const everything: OnDisk = {
  calls: [sid('CA', 1), sid('CA', 2)],
  originals: twoCalls().map(({ id }) => id),
  notes: ['000001-000', '000002-000'],
}
const second: OnDisk = { calls: [sid('CA', 2)], originals: ['000002-000'], notes: ['000002-000'] }
const first = { call: '000001-000', exchanges: 4 }

it('deletes a call with its originals and notes, and nothing else', async () => {
  expect(await onDisk()).toEqual(everything)
  const deleted = await done(inspector, '/api/recording', { method: 'DELETE', fields: first })
  expect(deleted).toEqual({ exchanges: 4, originals: 4 })
  expect(await onDisk()).toEqual(second)
  expect((await ask(inspector, '/api/recording', { method: 'DELETE', fields: first })).status).toBe(404)
})

it('without a key deletes the same', async () => {
  await inspector.close()
  inspector = await startInspector({ directory, version: '1' })
  await readable(inspector, '/api/calls/000001-000')
  await done(inspector, '/api/recording', { method: 'DELETE', fields: first })
  expect(await onDisk()).toEqual(second)
})

it.each([
  ['a call that has grown since it was seen', { ...first, exchanges: 3 }, {}, 409],
  ['no call', { ...first, call: 'none' }, {}, 404],
  ['without the number of exchanges', { call: first.call }, {}, 400],
  ['without a token', first, { 'X-Ringback-Token': undefined }, 401],
  ['from elsewhere', first, { Origin: 'http://evil.example' }, 403],
  ['as a form', first, { 'Content-Type': 'text/plain' }, 415],
])('deletes nothing: %s', async (_what, fields, headers, status) => {
  expect((await ask(inspector, '/api/recording', { method: 'DELETE', fields, headers })).status).toBe(status)
  expect(await onDisk()).toEqual(everything)
})

it('deletes nothing while somebody records', async () => {
  const recorder = await openDirectoryStore({ directory })
  const answer = await ask(inspector, '/api/recording', { method: 'DELETE', fields: first })
  expect(answer).toEqual({ status: 409, body: expect.stringContaining('is in use') })
  await recorder.append(exchangeOf(2, 9))
  await recorder.close()
  expect(await onDisk()).toEqual(everything)
  expect(existsSync(join(directory, '.notes'))).toBe(true)
})
