import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  blockingFileSystem,
  nodeFileSystem,
  openDirectoryStore,
  type FileSystem,
} from '@ringback/recording/node'
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

describe('laws on a file system without the thread pool', () => {
  recordingStoreLaws(async () => {
    const directory = await newDirectory()
    return {
      open: async () => openDirectoryStore({ directory, fs: blockingFileSystem }),
      isDurable: true,
      remove: async () => rm(directory, { recursive: true }),
    }
  })
})

describe('laws with a file for every other exchange and through power cuts', () => {
  recordingStoreLaws(async () => {
    const directory = await newDirectory()
    return {
      open: async () => openDirectoryStore({ directory, exchangesPerFile: 2, durability: 'power' }),
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
    }
    await store.close()
    expect(await recordingFiles()).toHaveLength(3)
    const again = await openDirectoryStore({ directory, exchangesPerFile: 3 })
    expect((await again.read(sid('CA', 1)))?.exchanges.map(({ id }) => id).join('')).toBe('012345678')
    const listed: number[] = []
    for await (const { exchanges } of again.list()) listed.push(exchanges.length)
    expect(listed).toEqual([9])
    await again.close()
    expect(await recordingFiles()).toHaveLength(3)
  })

  let directory = ''
  beforeEach(async () => {
    directory = await newDirectory()
  })
  afterEach(async () => rm(directory, { recursive: true }))

  const recordingFiles = async (): Promise<string[]> =>
    (await readdir(directory)).filter((name) => name.endsWith('.json')).sort()

  test('a call that grows writes the same bytes to disk for each exchange, however long it is', async () => {
    const written: number[] = []
    const fs: FileSystem = {
      ...nodeFileSystem,
      async write(path, bytes, options) {
        written.push(bytes.length)
        await nodeFileSystem.write(path, bytes, options)
      },
    }
    const store = await openDirectoryStore({ directory, exchangesPerFile: 10, fs })
    for (let number = 0; number < 100; number++) {
      await store.append(exchange({ id: String(number).padStart(3, '0'), callSid: sid('CA', 1) }))
    }
    await store.close()
    expect(written).toHaveLength(100)
    const biggestOf = (sizes: readonly number[]): number => Math.max(...sizes)
    expect(biggestOf(written.slice(10))).toBeLessThanOrEqual(biggestOf(written.slice(0, 10)))
  })

  test('one file a call, named for its start and its CallSid', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '2', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '3' }))
    await store.close()
    expect(await recordingFiles()).toEqual([
      '20260102-no-call.json',
      `20260102T030405678Z-${sid('CA', 1)}.json`,
    ])
  })

  test('what is not redacted is for the user alone, what is redacted for everybody', async () => {
    const store = await openDirectoryStore({ directory })
    const redaction = { keyId: '0badcafe', replaced: {} }
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '2', callSid: sid('CA', 2), redaction }))
    await store.close()
    const modes = (await recordingFiles()).map((name) => statSync(join(directory, name)).mode & 0o777)
    expect(modes).toEqual([0o600, 0o666 & ~process.umask()])
    const again = await openDirectoryStore({ directory })
    await again.append(exchange({ id: '3', callSid: sid('CA', 2) }))
    await again.close()
    const name = (await recordingFiles())[1] ?? ''
    expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
  })

  test('a second recorder is told who holds the directory; a reader is let in', async () => {
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

  test('a folder that is removed is made again, and what comes then is kept', async () => {
    const store = await openDirectoryStore({ directory, lock: 'held' })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await rm(directory, { recursive: true })
    await store.append(exchange({ id: '2', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '3', callSid: sid('CA', 2) }))
    expect((await store.read(sid('CA', 1)))?.exchanges.map(({ id }) => id)).toEqual(['2'])
    expect(await recordingFiles()).toHaveLength(2)
    expect(store.damage()).toEqual([])
    await store.close()
  })

  test('only regular files are opened; everything else that is named like a recording is reported', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.close()
    const [name = ''] = await recordingFiles()
    await symlink(join(directory, 'nowhere'), join(directory, 'dangling.json'))
    await mkdir(join(directory, 'folder.json'))
    execFileSync('mkfifo', [join(directory, 'pipe.json')])
    await symlink(join(directory, name), join(directory, 'link.json'))
    const again = await openDirectoryStore({ directory, access: 'read' })
    const listed: string[] = []
    for await (const { exchanges } of again.list()) listed.push(...exchanges.map(({ id }) => id))
    expect(listed).toEqual(['1'])
    expect(again.damage()).toEqual([
      { where: join(directory, 'dangling.json'), reason: expect.stringMatching(/broken link/) },
      { where: join(directory, 'folder.json'), reason: expect.stringMatching(/directory/) },
      { where: join(directory, 'pipe.json'), reason: expect.stringMatching(/pipe/) },
    ])
  })

  test.each<[string, (text: string) => string, RegExp, number]>([
    ['a merge conflict', (text) => text.replace('  "legs"', '<<<<<<< HEAD\n  "legs"'), /merge conflict/, 4],
    ['truncated JSON', (text) => text.slice(0, text.indexOf('"kind"')), /not JSON/, 13],
    ['a wrong comma', (text) => text.replace('"kind":', '"kind",'), /not JSON/, 13],
    [
      'a URL that is none',
      (text) => text.replace('https://app.example.com/voice', 'http:///'),
      /request\.url is not a URL/,
      20,
    ],
    ['a later version', (text) => text.replace('"version": 1', '"version": 2'), /version 2.*version 1/, 2],
    ['a missing field', (text) => text.replace('"signature": "valid",', ''), /signature is not one of/, 11],
  ])(
    '%s is told with its file and line, and the other recordings are read',
    async (_, damaged, reason, line) => {
      const store = await openDirectoryStore({ directory })
      await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 2) }))
      await store.close()
      const [name = ''] = await recordingFiles()
      const path = join(directory, name)
      await writeFile(path, damaged(await readFile(path, 'utf8')))
      const again = await openDirectoryStore({ directory, access: 'read' })
      const listed: string[] = []
      for await (const { exchanges } of again.list()) listed.push(...exchanges.map(({ id }) => id))
      expect(listed).toEqual(['2'])
      expect(again.damage()).toEqual([{ where: path, line, reason: expect.stringMatching(reason) }])
    },
  )

  test('a damaged recording is reported, left as it is, and not written over', async () => {
    const store = await openDirectoryStore({ directory })
    await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
    await store.append(exchange({ id: '2', callSid: sid('CA', 2) }))
    await store.close()
    const [name = ''] = await recordingFiles()
    await truncate(join(directory, name), 40)
    const again = await openDirectoryStore({ directory })
    expect(again.damage().map(({ where }) => where)).toEqual([join(directory, name)])
    await again.append(exchange({ id: '3', callSid: sid('CA', 1) }))
    expect((await again.read(sid('CA', 1)))?.exchanges.map(({ id }) => id)).toEqual(['3'])
    await again.close()
    expect(await readFile(join(directory, name), 'utf8')).toHaveLength(40)
    expect(await recordingFiles()).toHaveLength(3)
  })
})
