import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  folderNotes,
  lockFolder,
  notesFolderOf,
  openDirectoryStore,
  openRecordingsReader,
  readNotes,
  removeNotesAbout,
  writeNotes,
} from '@ringback/recording/node'
import { mergedNotes, notesProblems, type CallNotes } from '@ringback/recording'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'
import { notesLaws, someNotes } from '../laws/notes.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ringback-notes-'))
})
afterEach(() => rm(directory, { recursive: true }))

const notes: CallNotes = { tags: ['bug', 'menu'], note: 'The menu repeats itself.\nTwice.' }

const text = fc.string({ unit: 'binary', maxLength: 20 })
const tag = text.filter((each) => notesProblems({ tags: [each], note: '' }).length === 0)

describe('notes', () => {
  test('that can be kept are read as they were written, under any exchange id', async () => {
    const kept = fc.record({ tags: fc.uniqueArray(tag, { maxLength: 5 }), note: text })
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, kept, { maxKeys: 4 }), async (all) => {
        await rm(notesFolderOf(directory), { recursive: true, force: true })
        for (const [id, each] of Object.entries(all)) await writeNotes(directory, id, each)
        const noted = Object.entries(all).filter(([, each]) => each.tags.length > 0 || each.note !== '')
        const { notes: read, damage } = await readNotes(directory)
        expect(damage).toEqual([])
        for (const [id, { tags, note }] of noted) expect(read.get(id)).toEqual({ tags, note })
        expect(read.size).toBe(noted.length)
      }),
      { numRuns: 25 },
    )
  })

  test('without a tag and text are removed', async () => {
    await writeNotes(directory, '01', notes)
    await writeNotes(directory, '01', { tags: [], note: '' })
    expect(await readNotes(directory)).toEqual({ notes: new Map(), damage: [] })
    expect(await readdir(notesFolderOf(directory))).toEqual([])
  })

  test.each([
    [{ tags: [''], note: '' }],
    [{ tags: [' a'], note: '' }],
    [{ tags: ['a,b'], note: '' }],
    [{ tags: ['a\nb'], note: '' }],
    [{ tags: ['a', 'a'], note: '' }],
    [{ tags: ['a'.repeat(61)], note: '' }],
    [{ tags: Array.from({ length: 21 }, (_none, at) => String(at)), note: '' }],
    [{ tags: [], note: 'x'.repeat(10_001) }],
  ])('that cannot be kept leave what is there: %j', async (bad) => {
    await writeNotes(directory, '01', notes)
    await expect(writeNotes(directory, '01', bad)).rejects.toMatchObject({ code: 'bad-notes' })
    expect((await readNotes(directory)).notes.get('01')).toEqual(notes)
  })

  test.each(['', '{', '[]', '{"version":2}', '{"version":1,"exchange":"01","tags":[1],"note":""}'])(
    'that are damaged are reported, and not written over: %s',
    async (damaged) => {
      await writeNotes(directory, '01', notes)
      const file = join(notesFolderOf(directory), '01.json')
      await writeFile(file, damaged)
      expect(await readNotes(directory)).toEqual({
        notes: new Map(),
        damage: [{ where: file, reason: expect.any(String) }],
      })
      await expect(writeNotes(directory, '01', notes)).rejects.toMatchObject({ code: 'damaged-notes' })
      expect(await readFile(file, 'utf8')).toBe(damaged)
    },
  )

  test('in a file of another name are damage, and a folder in its place is not opened', async () => {
    await writeNotes(directory, '01', notes)
    const folder = notesFolderOf(directory)
    await writeFile(join(folder, '02.json'), await readFile(join(folder, '01.json')))
    await mkdir(join(folder, '03.json'))
    const { notes: read, damage } = await readNotes(directory)
    expect([...read.keys()]).toEqual(['01'])
    expect(damage.map(({ where }) => where)).toEqual([join(folder, '02.json'), join(folder, '03.json')])
  })
})

describe('beside recordings', () => {
  const [first, second] = [
    exchange({ id: '01', callSid: sid('CA', 1) }),
    exchange({ id: '02', callSid: sid('CA', 2) }),
  ]

  test('notes are written while another process records, and are no recording', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(first)
    await writeNotes(directory, '01', notes)
    await store.append(second)
    await store.close()
    const reader = await openRecordingsReader({ directory })
    expect([...(await reader.list())]).toHaveLength(2)
    expect(reader.damage()).toEqual([])
    expect((await readNotes(directory)).notes).toEqual(new Map([['01', notes]]))
  })

  test('are removed with their recording and no other', async () => {
    const store = await openDirectoryStore({ directory })
    for (const each of [first, second]) {
      await store.append(each)
      await writeNotes(directory, each.id, notes)
    }
    const recording = await store.read(sid('CA', 1))
    if (recording !== undefined) await store.remove(recording)
    await store.close()
    expect([...(await readNotes(directory)).notes.keys()]).toEqual(['02'])
  })

  test('need no lock of the folder', async () => {
    const lock = await lockFolder(directory)
    await writeNotes(directory, '01', notes)
    lock.release()
    expect((await readNotes(directory)).notes.size).toBe(1)
  })
})

test('notes that name somebody are removed, in whatever place of the text', async () => {
  await writeNotes(directory, '01', { tags: ['Ann'], note: '' })
  await writeNotes(directory, '02', { tags: [], note: 'calls\nAnn' })
  await writeNotes(directory, '03', { tags: [], note: 'Hannah' })
  await writeNotes(directory, '04', notes)
  await writeFile(join(notesFolderOf(directory), '05.json'), '{ damaged Ann')
  const isAbout = (each: string): boolean => /(?<![A-Za-z])Ann(?![A-Za-z])/.test(each)
  const about = { isAbout, exchanges: new Set(['04']) }
  expect(await removeNotesAbout(directory, { ...about, dryRun: true })).toBe(4)
  expect(await readdir(notesFolderOf(directory))).toHaveLength(5)
  expect(await removeNotesAbout(directory, { ...about, dryRun: false })).toBe(4)
  expect([...(await readNotes(directory)).notes.keys()]).toEqual(['03'])
})

describe('laws', () => {
  notesLaws(async (use) => {
    await rm(notesFolderOf(directory), { recursive: true, force: true })
    await use(folderNotes(directory))
  })
})

test('notes are not added to those that are damaged', async () => {
  await writeNotes(directory, '01', notes)
  await writeFile(join(notesFolderOf(directory), '01.json'), '{')
  await expect(folderNotes(directory).add('01', notes)).rejects.toMatchObject({ code: 'damaged-notes' })
})

test('notes of two places are the same in both after they were added to each other', () => {
  fc.assert(
    fc.property(someNotes, someNotes, (one, other) => {
      const pushed = mergedNotes(other, one)
      const pulled = mergedNotes(one, pushed)
      expect(pulled.tags.toSorted()).toEqual(pushed.tags.toSorted())
      const linesOf = ({ note }: CallNotes): Set<string> =>
        new Set(note.split('\n').filter((line) => line !== ''))
      expect(linesOf(pulled)).toEqual(linesOf(pushed))
      const again = mergedNotes(pushed, pulled)
      expect([again.tags.toSorted(), linesOf(again)]).toEqual([pushed.tags.toSorted(), linesOf(pushed)])
    }),
  )
})
