import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'
import { recordingStoreLaws } from '../laws/recording-store.ts'

async function newDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ringback-store-'))
}

describe('laws', () => {
  recordingStoreLaws(async () => {
    const directory = await newDirectory()
    return {
      open: async () => openDirectoryStore({ directory }),
      isDurable: true,
      remove: async () => rm(directory, { recursive: true }),
    }
  })
})

describe('laws with a segment for each entry and through power cuts', () => {
  recordingStoreLaws(async () => {
    const directory = await newDirectory()
    return {
      open: async () => openDirectoryStore({ directory, segmentBytes: 1, durability: 'power' }),
      isDurable: true,
      remove: async () => rm(directory, { recursive: true }),
    }
  }, 5)
})

describe('files', () => {
  test('a call with very many exchanges is kept in parts and read as one', async () => {
    const store = await openDirectoryStore({ directory, exchangesPerFile: 3 })
    for (let number = 0; number < 9; number++) {
      await store.append(exchange({ id: `${number}`, callSid: sid('CA', 1) }))
      if (number % 2 === 1) await store.settle()
    }
    await store.close()
    expect(await recordingFiles()).toHaveLength(5)
    const again = await openDirectoryStore({ directory, exchangesPerFile: 3 })
    expect((await again.read(sid('CA', 1)))?.exchanges.map(({ id }) => id).join('')).toBe('012345678')
    const listed: number[] = []
    for await (const { exchanges } of again.list()) listed.push(exchanges.length)
    expect(listed).toEqual([9])
    await again.close()
    expect(await recordingFiles()).toHaveLength(5)
  })

  let directory = ''
  beforeEach(async () => {
    directory = await newDirectory()
  })
  afterEach(async () => rm(directory, { recursive: true }))

  const recordingFiles = async (): Promise<string[]> =>
    (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()

  test('one file a call, named for its start and its CallSid; the journal is empty after close', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '2', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '3' }))
    await store.close()
    expect(await recordingFiles()).toEqual([
      '20260102-no-call.json',
      `20260102T030405678Z-${sid('CA', 1)}.json`,
    ])
    expect(await readdir(join(directory, 'journal'))).toEqual([])
  })

  test('a second recorder is told who holds the directory; a reader is let in and sees the journal', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await expect(openDirectoryStore({ directory })).rejects.toThrow(`process ${process.pid}`)
    const reader = await openDirectoryStore({ directory, access: 'read' })
    expect((await reader.read(sid('CA', 1)))?.exchanges.map(({ id }) => id)).toEqual(['1'])
    await expect(reader.append(exchange({ id: '2' }))).rejects.toThrow(/opened for reading/)
    await reader.close()
    await store.close()
    await (await openDirectoryStore({ directory })).close()
  })

  test('a damaged recording is reported, left as it is, and not written over', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '2', callSid: sid('CA', 2) }))
    await store.close()
    const [name = ''] = await recordingFiles()
    await truncate(join(directory, name), 40)
    const again = await openDirectoryStore({ directory })
    expect(again.recovery.damaged.map(({ where }) => where)).toEqual([name])
    await again.append(exchange({ id: '3', callSid: sid('CA', 1) }))
    expect((await again.read(sid('CA', 1)))?.exchanges.map(({ id }) => id)).toEqual(['3'])
    await again.close()
    expect(await readFile(join(directory, name), 'utf8')).toHaveLength(40)
    expect(await recordingFiles()).toHaveLength(3)
  })

  test('a recording of a later version is refused with its version and left alone', async () => {
    await writeFile(join(directory, 'later.json'), '{"version": 2, "callSid": null}')
    const store = await openDirectoryStore({ directory })
    expect(store.recovery.damaged).toEqual([
      { where: 'later.json', reason: expect.stringMatching(/version 2.*version 1/) },
    ])
    await store.close()
  })

  test('a torn tail is told, kept aside, and what was acknowledged before it is recovered', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    const names = await readdir(join(directory, 'journal'))
    const segment = names.find((name) => name.startsWith('segment')) ?? ''
    const bytes = await readFile(join(directory, 'journal', segment))
    await store.close()
    await writeFile(join(directory, 'journal', segment), Buffer.concat([bytes, bytes.subarray(0, 100)]))
    await rm(join(directory, (await recordingFiles())[0] ?? ''))
    const again = await openDirectoryStore({ directory })
    expect(again.recovery.recovered).toBe(1)
    expect(again.recovery.damaged).toEqual([
      { where: expect.stringMatching(/damaged-segment/), reason: expect.stringMatching(/cut short/) },
    ])
    expect(await readFile(again.recovery.damaged[0]?.where ?? '')).toEqual(bytes.subarray(0, 100))
    await again.close()
  })
})
