import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startInspector, type Inspector } from '@ringback/inspector'
import { notesFolderOf, openDirectoryStore, readNotes, writeNotes } from '@ringback/recording/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallWindow } from '../../src/model/call-list.ts'
import type { CallView } from '../../src/model/call-view.ts'
import { exchangeOf, folderWith, twoCalls } from '../recordings.ts'
import { ask, done, readable } from './asking.ts'

let directory: string
let inspector: Inspector

beforeEach(async () => {
  directory = folderWith(twoCalls())
  inspector = await startInspector({ directory, version: '1' })
  await readable(inspector, '/api/calls/000002-000')
})
afterEach(async () => {
  await inspector.close()
  rmSync(directory, { recursive: true })
})

const get = { method: 'GET' }
const notes = { tags: ['bug', 'menu'], note: 'It repeats.\nTwice.' }
const unseen = { seenTags: [], seenNote: '' }
const write = { call: '000002-000', ...notes, ...unseen }

async function listed(query: string): Promise<readonly string[]> {
  const { rows } = await done<CallWindow>(inspector, `/api/calls?${query}`, get)
  return rows.map(({ id }) => id)
}

describe('tags and a note', () => {
  it('are kept beside the recording, and shown with the call and in the list', async () => {
    await done(inspector, '/api/notes', { fields: write })
    expect((await readNotes(directory)).notes).toEqual(new Map([['000002-000', notes]]))
    const call = await done<CallView>(inspector, '/api/calls/000002-000', get)
    expect(call.notes).toEqual(notes)
    const { rows } = await done<CallWindow>(inspector, '/api/calls?', get)
    expect(rows.find(({ id }) => id === '000002-000')).toMatchObject(notes)
  })

  it.each([
    ['tag=bug', ['000002-000']],
    ['tag=bu', []],
    ['text=bu', ['000002-000']],
    ['text=twice', ['000002-000']],
    ['text=thrice', []],
    ['tag=bug&kind=gather.action', []],
  ])('are found by %s, also right after they were written', async (query, ids) => {
    expect(await listed(query)).toEqual([])
    await done(inspector, '/api/notes', { fields: write })
    expect(await listed(query)).toEqual(ids)
    const nothing = { call: '000002-000', tags: [], note: '', seenTags: notes.tags, seenNote: notes.note }
    await done(inspector, '/api/notes', { fields: nothing })
    expect(await listed(query)).toEqual([])
  })

  it('that another process writes are shown', async () => {
    await writeNotes(directory, '000002-000', notes)
    expect(await listed('tag=bug')).toEqual(['000002-000'])
  })

  it('can be written while a recorder has the folder, and stay when it records more of the call', async () => {
    const recorder = await openDirectoryStore({ directory })
    await done(inspector, '/api/notes', { fields: write })
    await recorder.append(exchangeOf(2, 7))
    await recorder.close()
    await expect
      .poll(async () => (await done<CallView>(inspector, '/api/calls/000002-000', get)).exchanges.length, {
        timeout: 60_000,
      })
      .toBe(2)
    expect((await done<CallView>(inspector, '/api/calls/000002-000', get)).notes).toEqual(notes)
  })

  it('of calls that turned out to be one are joined, and written under the first exchange', async () => {
    await writeNotes(directory, '000001-000', { tags: ['bug'], note: 'One.' })
    await writeNotes(directory, '000001-008', { tags: ['bug', 'leg'], note: 'Two.' })
    const call = await done<CallView>(inspector, '/api/calls/000001-000', get)
    expect(call.notes).toEqual({ tags: ['bug', 'leg'], note: 'One.\nTwo.' })
    const seen = { seenTags: ['bug', 'leg'], seenNote: 'One.\nTwo.' }
    await done(inspector, '/api/notes', { fields: { call: '000001-000', tags: ['leg'], note: '', ...seen } })
    expect((await readNotes(directory)).notes).toEqual(new Map([['000001-000', { tags: ['leg'], note: '' }]]))
  })

  it('in a damaged file are reported, and the file stays as it is', async () => {
    mkdirSync(notesFolderOf(directory))
    const file = join(notesFolderOf(directory), '000002-000.json')
    writeFileSync(file, '{')
    const { damage } = await done<CallWindow>(inspector, '/api/calls?', get)
    expect(damage).toEqual([expect.stringContaining(file)])
    expect((await ask(inspector, '/api/notes', { fields: write })).status).toBe(409)
    expect(readFileSync(file, 'utf8')).toBe('{')
  })
})

describe('what cannot be noted is refused, and nothing is written', () => {
  it.each([
    [{ ...write, tags: ['a,b'] }, 422, 'comma'],
    [{ ...write, note: 'x'.repeat(10_001) }, 422, '10001 characters'],
    [{ ...write, note: 'Call +12125550199 or +12124567890 back' }, 422, 'may belong to somebody'],
    [{ ...write, tags: ['sk_live_4eC39HqLyjWDarjtT1zdp7dc'] }, 422, 'may belong to somebody'],
    [{ ...write, seenNote: 'other' }, 409, 'changed the tags or the note meanwhile'],
    [{ ...write, tags: 'bug' }, 400, 'no list tags'],
    [{ ...write, note: undefined }, 400, 'no text note'],
    [{ ...write, call: '../../etc/passwd' }, 404, 'not recorded'],
  ])('%j: %i', async (fields, status, message) => {
    expect(await ask(inspector, '/api/notes', { fields })).toEqual({
      status,
      body: expect.stringContaining(message),
    })
    expect(readdirSync(directory)).not.toContain('.notes')
  })

  it('one of two who write at once is told', async () => {
    const both = await Promise.all(
      ['one', 'two'].map(async (note) => ask(inspector, '/api/notes', { fields: { ...write, note } })),
    )
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
  })
})
