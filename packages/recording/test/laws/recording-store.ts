import { recordingsOf, type Exchange, type Recording, type RecordingStore } from '@ringback/recording'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { exchange, exchanges, sid } from '../exchanges.ts'

/** A place to open a store in, more than once. */
export interface StorePlace {
  open(): Promise<RecordingStore>
  /** True: what was closed is there when it is opened again. */
  readonly isDurable: boolean
  remove(): Promise<void>
}

async function all(store: RecordingStore): Promise<Recording[]> {
  const recordings: Recording[] = []
  for await (const recording of store.list()) recordings.push(recording)
  return recordings
}

function ids(recordings: readonly Recording[]): string[] {
  return recordings.flatMap((recording) => recording.exchanges.map(({ id }) => id)).sort()
}

function bySid(a: Recording, b: Recording): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
}

/** What every recording store has to do. */
export function recordingStoreLaws(place: () => Promise<StorePlace>, numRuns = 30): void {
  const withStore = async (
    use: (store: RecordingStore, where: StorePlace) => Promise<void>,
  ): Promise<void> => {
    const where = await place()
    const store = await where.open()
    try {
      await use(store, where)
    } finally {
      await store.close()
      await where.remove()
    }
  }

  test('a new store is empty and undamaged', async () => {
    await withStore(async (store) => {
      expect(store.damage()).toEqual([])
      expect(await all(store)).toEqual([])
      expect(await store.read(sid('CA', 1))).toBeUndefined()
    })
  })

  test('what was appended is there, exactly, grouped by call', async () => {
    await fc.assert(
      fc.asyncProperty(exchanges, async (given: Exchange[]) => {
        await withStore(async (store) => {
          await Promise.all(given.map(async (each) => store.append(each)))
          expect((await all(store)).sort(bySid)).toEqual(recordingsOf(given).sort(bySid))
        })
      }),
      { numRuns },
    )
  })

  test('every leg leads to the recording of its call', async () => {
    await withStore(async (store) => {
      await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 2), parentCallSid: sid('CA', 1) }))
      await store.append(exchange({ id: '3', callSid: sid('CA', 3) }))
      const first = await store.read(sid('CA', 1))
      expect(first?.legs).toEqual([
        { callSid: sid('CA', 1), parentCallSid: null },
        { callSid: sid('CA', 2), parentCallSid: sid('CA', 1) },
      ])
      expect(await store.read(sid('CA', 2))).toEqual(first)
      expect((await store.read(sid('CA', 3)))?.exchanges.map(({ id }) => id)).toEqual(['3'])
    })
  })

  test('legs that turn out to be one call become one recording', async () => {
    await withStore(async (store) => {
      await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 2) }))
      expect(await all(store)).toHaveLength(2)
      await store.append(exchange({ id: '3', callSid: sid('CA', 2), parentCallSid: sid('CA', 1) }))
      const recordings = await all(store)
      expect(recordings.map(({ callSid }) => callSid)).toEqual([sid('CA', 1)])
      expect(ids(recordings)).toEqual(['1', '2', '3'])
    })
  })

  test('the newest call is listed first', async () => {
    await withStore(async (store) => {
      await store.append(exchange({ id: '1', callSid: sid('CA', 1), startedAt: '2026-01-01T00:00:00.000Z' }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 2), startedAt: '2026-01-02T00:00:00.000Z' }))
      await store.append(exchange({ id: '3', callSid: sid('CA', 3), startedAt: '2026-01-01T12:00:00.000Z' }))
      expect((await all(store)).map(({ callSid }) => callSid)).toEqual([
        sid('CA', 2),
        sid('CA', 3),
        sid('CA', 1),
      ])
    })
  })

  test('appending an exchange again keeps it once', async () => {
    await withStore(async (store) => {
      const same = exchange({ id: '1', callSid: sid('CA', 1) })
      await store.append(same)
      await all(store)
      await store.append(same)
      expect(ids(await all(store))).toEqual(['1'])
    })
  })

  test('a written recording replaces what was kept of its call, and nothing else', async () => {
    await withStore(async (store) => {
      await store.append(exchange({ id: '1', callSid: sid('CA', 1) }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 2) }))
      const before = await store.read(sid('CA', 1))
      if (!before) throw new Error('the call is not there')
      const updated = {
        ...before,
        exchanges: before.exchanges.map((each) => ({ ...each, response: null })),
      }
      await store.write(updated)
      expect(await store.read(sid('CA', 1))).toEqual(updated)
      expect((await store.read(sid('CA', 2)))?.exchanges[0]?.response).not.toBeNull()
      expect(ids(await all(store))).toEqual(['1', '2'])
    })
  })

  test('replaced exchanges stand in the place of those with their ids; what else is kept of a call stays', async () => {
    await withStore(async (store) => {
      const given = ['1', '2', '3'].map((id) => exchange({ id, callSid: sid('CA', 1) }))
      for (const each of given) await store.append(each)
      const changed = given.slice(1).map((each) => ({ ...each, response: null }))
      const elsewhere = exchange({ id: '1', callSid: sid('CA', 2), response: null })
      await store.replace([...changed, elsewhere, exchange({ id: '4', callSid: sid('CA', 1) })])
      expect((await all(store)).map(({ exchanges: kept }) => kept)).toEqual([[given[0], ...changed]])
      await store.append(exchange({ id: '4', callSid: sid('CA', 1) }))
      expect(ids(await all(store))).toEqual(['1', '2', '3', '4'])
    })
  })

  test('exchanges of a call stand in the order of their ids, whatever the clock said', async () => {
    await withStore(async (store) => {
      await store.append(exchange({ id: '1', callSid: sid('CA', 1), startedAt: '2026-01-01T00:00:05.000Z' }))
      await store.append(exchange({ id: '2', callSid: sid('CA', 1), startedAt: '2026-01-01T00:00:01.000Z' }))
      await store.append(exchange({ id: '3', callSid: sid('CA', 1), startedAt: '2026-01-01T00:00:03.000Z' }))
      expect((await store.read(sid('CA', 1)))?.exchanges.map(({ id }) => id)).toEqual(['1', '2', '3'])
    })
  })

  test('a closed store takes nothing more, and says so', async () => {
    await withStore(async (store) => {
      await store.close()
      await expect(store.append(exchange({ id: '1' }))).rejects.toThrow(/closed/)
    })
  })

  test('what was closed is there when it is opened again', async () => {
    const where = await place()
    try {
      if (!where.isDurable) return
      const given = [1, 2, 3].map((number) => exchange({ id: `${number}`, callSid: sid('CA', number % 2) }))
      const first = await where.open()
      for (const each of given) await first.append(each)
      await first.close()
      const second = await where.open()
      expect((await all(second)).sort(bySid)).toEqual(recordingsOf(given).sort(bySid))
      await second.append(exchange({ id: '4', callSid: sid('CA', 1) }))
      expect(ids(await all(second))).toEqual(['1', '2', '3', '4'])
      await second.close()
    } finally {
      await where.remove()
    }
  })
}
