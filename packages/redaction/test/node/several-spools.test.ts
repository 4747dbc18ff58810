import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, parametersOf } from '@ringback/recording'
import { generateRootKey, readKeyRing, spoolFolderOf } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSettler } from '../../src/node/settle/settler.ts'
import { createFolderStore } from '../../src/node/store/folder-store.ts'
import { spoolOf } from '../../src/node/spool/spool-folder.ts'
import { createSpoolWriter, type SpoolWriter } from '../../src/node/spool/spool-writer.ts'
import { observedOf } from './support.ts'

const ring = await readKeyRing(generateRootKey())
const start = Date.UTC(2026, 0, 2)

/** An exchange of a call that one of the worker processes answered, and how long it took until it was sealed. */
interface Answered {
  readonly call: number
  readonly spool: number
  readonly afterMs: number
  readonly durationMs: number
  readonly sealedAfterMs: number
}

const answered: fc.Arbitrary<Answered> = fc.record({
  call: fc.nat({ max: 2 }),
  spool: fc.constantFrom(3, 4, 11),
  afterMs: fc.integer({ min: 1, max: 120 }),
  durationMs: fc.nat({ max: 5000 }),
  sealedAfterMs: fc.nat({ max: 90 }),
})

interface Sealing {
  readonly at: number
  readonly spool: number
  readonly observed: ReturnType<typeof observedOf>
}

/** What is sealed when, in the order of time, and the ids in the order in which they were answered. */
function timelineOf(all: readonly Answered[]): {
  readonly ids: readonly string[]
  readonly sealings: readonly Sealing[]
} {
  const sealedUntil = new Map<number, number>()
  let at = start
  const sealings = all.map(({ call, spool, afterMs, durationMs, sealedAfterMs }, index): Sealing => {
    at += afterMs
    const id = `x${String(index).padStart(4, '0')}`
    const sealedAt = Math.max(at + sealedAfterMs, sealedUntil.get(spool) ?? 0)
    sealedUntil.set(spool, sealedAt)
    return {
      at: sealedAt,
      spool,
      observed: observedOf(call, { id, startedAt: at - durationMs, durationMs }),
    }
  })
  return {
    ids: sealings.map(({ observed }) => observed.id),
    sealings: sealings.toSorted((a, b) => a.at - b.at),
  }
}

test('what several processes sealed is settled once, in the order in which it was answered, and each call is one recording', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answered, { minLength: 1, maxLength: 14 }),
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom(1, 2000, 2 ** 20),
      fc.constantFrom('live', 'later'),
      async (all, steps, segmentBytes, when) => {
        const recordings = await mkdtemp(join(tmpdir(), 'ringback-spools-'))
        const spool = spoolFolderOf(recordings)
        const { ids, sealings } = timelineOf(all)
        const store = createMemoryStore()
        const redacted: string[] = []
        let now = start
        const settler = createSettler({
          recordings,
          spool,
          ring,
          store: createFolderStore(store),
          redact(exchange) {
            redacted.push(exchange.id)
            return exchange
          },
          poisonous: [],
          onReading: () => undefined,
          now: () => now,
        })
        const writers = new Map<number, SpoolWriter>()
        for (const sealing of sealings) {
          now = sealing.at
          const writer = writers.get(sealing.spool) ?? writerOf(spoolOf(spool, sealing.spool), segmentBytes)
          writers.set(sealing.spool, writer)
          writer.take(sealing.observed)
          await writer.flush()
          if (when === 'live' && steps.next().value === true) await settler.step((number) => number >= 3)
        }
        for (const writer of writers.values()) await writer.close()
        while (!(await settler.step(() => false)).isIdle);

        expect(redacted).toEqual(ids)
        for await (const { exchanges } of store.list()) {
          const calls = exchanges.map(
            ({ request }) => parametersOf(request).find(([name]) => name === 'CallSid')?.[1],
          )
          expect(new Set(calls).size).toBe(1)
          expect(exchanges.map(({ id }) => id)).toEqual(exchanges.map(({ id }) => id).toSorted())
        }
        expect((await readdir(spool)).filter((name) => name !== 'checkpoint.json')).toEqual([])
        await rm(recordings, { recursive: true })
      },
    ),
    { numRuns: 20 },
  )
})

test.each([0, -3_600_000, 3_600_000])(
  'while several processes record, all is settled that was answered a little ago, by a clock that was moved by %i ms',
  async (movedMs) => {
    const recordings = await mkdtemp(join(tmpdir(), 'ringback-spools-'))
    const spool = spoolFolderOf(recordings)
    const writers = [1, 2].map((number) => writerOf(spoolOf(spool, number), 2 ** 20))
    const answeredAt = Date.now() + movedMs
    for (const [index, writer] of writers.entries()) {
      writer.take(observedOf(index, { startedAt: answeredAt, durationMs: 0 }))
      await writer.flush()
    }
    const store = createMemoryStore()
    const settler = createSettler({
      recordings,
      spool,
      ring,
      store: createFolderStore(store),
      redact: (exchange) => exchange,
      poisonous: [],
      onReading: () => undefined,
      now: () => Date.now() + 200,
    })
    expect((await settler.step((number) => number >= 1)).recorded).toHaveLength(2)
    for (const writer of writers) await writer.close()
    await rm(recordings, { recursive: true })
  },
)

function writerOf(spool: string, segmentBytes: number): SpoolWriter {
  return createSpoolWriter({
    spool,
    keys: ring.current,
    durability: 'process',
    firstSegment: 1,
    segmentBytes,
    limitBytes: 2 ** 30,
    memoryBytes: 2 ** 20,
    usedBytes: 0,
    onKept: () => undefined,
    onNotKept: (_exchanges, _reason, message) => {
      throw new Error(message)
    },
  })
}
