import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openRecorder, spoolFolderOf, type RecorderOptions } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventsOf, inFolder, observedOf, recordedIn, until } from './support.ts'

const never = 2 ** 31 - 1
const spoolLimitBytes = 40_000

async function bytesOnDisk(recordings: string): Promise<number> {
  const spool = spoolFolderOf(recordings)
  const sizes = await Promise.all(
    (await readdir(spool))
      .filter((name) => name.endsWith('.sealed'))
      .map(async (name) => (await stat(join(spool, name))).size),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

test('however much comes while nothing is redacted: the disk is bounded, the oldest is kept, each loss is counted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 20 }),
      async (total, burst) => {
        await inFolder(async (recordings, ring) => {
          const options: RecorderOptions = {
            recordings,
            ring,
            redaction: {},
            durability: 'process',
            spoolLimitBytes,
          }
          const recorder = await openRecorder({ ...options, settleAfterMs: never })
          const events = eventsOf(recorder)
          const given = Array.from({ length: total }, (_, call) => observedOf(call).id)
          for (const [call, id] of given.entries()) {
            recorder.take(observedOf(call, { id }))
            if (call % burst === 0) await new Promise(setImmediate)
          }
          await until(() => recorder.counts.kept + recorder.counts.notRecorded === total)
          expect(await bytesOnDisk(recordings)).toBeLessThanOrEqual(spoolLimitBytes)
          const kept = events.flatMap((event) =>
            event.type === 'kept' ? event.exchanges.map(({ id }) => id) : [],
          )
          expect(kept).toEqual(given.slice(0, kept.length))
          const lost = events.flatMap((event) => (event.type === 'not-recorded' ? event.ids : []))
          expect(lost).toEqual(given.slice(kept.length))
          await recorder.close({ settleMs: 0 })
        })
      },
    ),
    { numRuns: 8 },
  )
})

test('what was redacted makes room again, also under a small limit; closing with time to settle leaves nothing', async () => {
  await inFolder(async (recordings, ring) => {
    const options: RecorderOptions = {
      recordings,
      ring,
      redaction: {},
      durability: 'process',
      spoolLimitBytes,
    }
    const recorder = await openRecorder({ ...options, closeMs: never })
    const given: string[] = []
    // More than the limit in all, never more than a part of it at once.
    for (let round = 0; round < 8; round += 1) {
      for (let call = 0; call < 8; call += 1) {
        const observed = observedOf(round * 8 + call)
        given.push(observed.id)
        recorder.take(observed)
      }
      await until(() => recorder.counts.recorded === given.length)
    }
    expect(await bytesOnDisk(recordings)).toBeLessThanOrEqual(spoolLimitBytes)
    const last = observedOf(99)
    recorder.take(last)
    expect(await recorder.close()).toBe(true)
    expect(recorder.counts).toEqual({ kept: 65, recorded: 65, notRecorded: 0 })
    expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual([...given, last.id])
  })
})
