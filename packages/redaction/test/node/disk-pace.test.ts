import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendFiles, generateRootKey, readKeyRing, type AppendFile } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDiskPace } from '../../src/node/spool/disk-pace.ts'
import { createSpoolWriter } from '../../src/node/spool/spool-writer.ts'
import { observedOf } from './support.ts'

test('a disk that stays slow is waited for ever more rarely: at most a twentieth of the time, and a minute apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 400 }), (slowMs) => {
      let now = 0
      const pace = createDiskPace(() => now)
      const waits: number[] = []
      while (now < 600_000) {
        if (pace.isQuick()) {
          waits.push(now)
          pace.time(() => (now += slowMs))
        } else now += 10
      }
      expect(waits.length).toBeLessThanOrEqual(16)
      const last = waits.slice(-2)
      expect((last[1] ?? 0) - (last[0] ?? 0)).toBeGreaterThanOrEqual(60_000)
      // Quick again: it is waited for again, and the next slow write costs a second and no more.
      now += 120_000
      pace.time(() => (now += 1))
      expect(pace.isQuick()).toBe(true)
      pace.time(() => (now += slowMs))
      expect(pace.isQuick()).toBe(false)
      now += 1000
      expect(pace.isQuick()).toBe(true)
    }),
  )
})

test('a write that hangs holds up one exchange and none after it, and nothing is lost', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-slow-'))
  const ways: string[] = []
  const slow = (file: AppendFile): AppendFile => ({
    ...file,
    async append(bytes) {
      ways.push('later')
      await file.append(bytes)
    },
    appendNow(bytes) {
      ways.push('now')
      if (ways.length > 2) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60)
      file.appendNow(bytes)
    },
  })
  const kept: string[] = []
  const writer = createSpoolWriter({
    spool: join(folder, 'spool'),
    keys: (await readKeyRing(generateRootKey())).current,
    durability: 'process',
    firstSegment: 1,
    segmentBytes: 2 ** 20,
    limitBytes: 2 ** 30,
    memoryBytes: 2 ** 20,
    usedBytes: 0,
    files: {
      open: async (path) => slow(await appendFiles.open(path)),
      openNow: (path) => slow(appendFiles.openNow(path)),
    },
    onKept: (exchanges) => kept.push(...exchanges.map(({ id }) => id)),
    onNotKept: () => undefined,
  })
  const given = Array.from({ length: 8 }, (_, call) => observedOf(call))
  for (const each of given) {
    writer.take(each)
    await writer.flush()
  }
  await writer.close()
  expect(ways.slice(0, 4)).toEqual(['now', 'now', 'now', 'later'])
  expect(kept).toEqual(given.map(({ id }) => id))
  await rm(folder, { recursive: true })
})
