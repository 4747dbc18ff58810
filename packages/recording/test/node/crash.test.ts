import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseRecording } from '@ringback/recording'
import { openDirectoryStore, type DirectoryStore } from '@ringback/recording/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange, sid } from '../exchanges.ts'
import { faultyFileSystem, type Faults } from './faulty-file-system.ts'

async function inDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'ringback-crash-'))
  try {
    await use(directory)
  } finally {
    await rm(directory, { recursive: true })
  }
}

/** Some calls with legs, in four turns, one after the other; returns the acknowledged ids. */
async function work(store: DirectoryStore, acknowledged: Set<string>): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    const appended = [0, 1, 2].map(async (number) => {
      const id = `${turn}-${number}`
      const legs = [
        { callSid: sid('CA', 1) },
        { callSid: sid('CA', 2), parentCallSid: turn === 2 ? sid('CA', 1) : null },
        { callSid: null },
      ]
      await store.append(exchange({ id, ...legs[number] }))
      acknowledged.add(id)
    })
    await Promise.all(appended)
  }
  await store.close()
}

/** Every id in every file of the directory, read without the store. */
async function idsOnDisk(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json'))
  const files = await Promise.all(
    names.map(async (name) => parseRecording(await readFile(join(directory, name), 'utf8'))),
  )
  return files
    .flatMap((file) => {
      if ('damage' in file) throw new Error(file.damage.message)
      return file.recording.exchanges.map(({ id }) => id)
    })
    .sort()
}

test('killed at any change to the disk, nothing acknowledged is lost, doubled or corrupt', async () => {
  let points = 0
  await inDirectory(async (directory) => {
    const fs = faultyFileSystem({})
    await work(await openDirectoryStore({ directory, fs }), new Set())
    points = fs.changes()
  })
  expect(points).toBeGreaterThan(20)
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: points - 1 }),
      fc.boolean(),
      fc.nat({ max: 12 }),
      async (killAfter, torn, again) => {
        await inDirectory(async (directory) => {
          const acknowledged = new Set<string>()
          // A lock ends with its process; here it is given back.
          const first = await openDirectoryStore({ directory, fs: faultyFileSystem({ killAfter, torn }) })
          await work(first, acknowledged).catch(() => undefined)
          await first.close().catch(() => undefined)
          // Killed once more while it recovers.
          await openDirectoryStore({ directory, fs: faultyFileSystem({ killAfter: again, torn }) }).then(
            async (store) => store.close(),
            () => undefined,
          )
          const last = await openDirectoryStore({ directory })
          await last.close()
          const found = await idsOnDisk(directory)
          expect(new Set(found).size).toBe(found.length)
          expect(found).toEqual(expect.arrayContaining([...acknowledged]))
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('a full disk loses what it says it lost, and nothing more', async () => {
  await inDirectory(async (directory) => {
    const faults: Faults = { torn: true, room: 6000 }
    const store = await openDirectoryStore({ directory, fs: faultyFileSystem(faults) })
    const kept: string[] = []
    const lost: string[] = []
    const append = async (id: string): Promise<void> => {
      await store.append(exchange({ id, callSid: sid('CA', 1) })).then(
        () => kept.push(id),
        (error: Error) => {
          expect(error.message).toMatch(/ENOSPC/)
          lost.push(id)
        },
      )
    }
    for (let number = 0; number < 8; number++) await append(`early-${number}`)
    expect(kept.length).toBeGreaterThan(0)
    expect(lost.length).toBeGreaterThan(0)
    delete faults.room
    for (let number = 0; number < 3; number++) await append(`late-${number}`)
    expect(kept).toContain('late-2')
    await store.close()
    expect(await idsOnDisk(directory)).toEqual([...kept].sort())
  })
})

test('SIGKILL under load: every acknowledged exchange is there', async () => {
  await inDirectory(async (directory) => {
    const acknowledged = new Set<string>()
    for (let round = 0; round < 2; round++) {
      const child = spawn(
        process.execPath,
        [
          '--conditions=ringback:source',
          fileURLToPath(new URL('./append-until-killed.ts', import.meta.url)),
          directory,
          String(round),
        ],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
          // Where Node keeps what it compiled by default: most of a start is compiling.
          env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
        },
      )
      const ended = new Promise((resolve) => void child.once('exit', resolve))
      const enough = 20 + Math.floor(Math.random() * 100)
      for await (const id of createInterface({ input: child.stdout })) {
        acknowledged.add(id)
        if (acknowledged.size >= enough * (round + 1)) child.kill('SIGKILL')
      }
      await ended
    }
    const store = await openDirectoryStore({ directory })
    expect(store.damage()).toEqual([])
    await store.close()
    const found = await idsOnDisk(directory)
    expect(new Set(found).size).toBe(found.length)
    expect(found).toEqual(expect.arrayContaining([...acknowledged]))
  })
})
