import { rm, readdir } from 'node:fs/promises'
import { FolderInUseError } from '@ringback/recording/node'
import {
  generateRootKey,
  hasSpool,
  openRecorder,
  readKeyRing,
  settleSpool,
  spoolFolderOf,
  WrongKeyError,
} from '@ringback/redaction/node'
import { expect, test } from 'vitest'
import { eventsOf, everythingIn, inFolder, observedOf, recordedIn, secretsOf, until } from './support.ts'

test('what is taken is kept within milliseconds and recorded, redacted, soon after', async () => {
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, redaction: {}, durability: 'process' })
    const events = eventsOf(recorder)
    const observed = Array.from({ length: 20 }, (_, call) => observedOf(call % 5))
    for (const each of observed) recorder.take(each)
    await until(() => recorder.counts.kept === 20)
    await until(() => recorder.counts.recorded === 20)
    expect(events.filter(({ type }) => type === 'warning' || type === 'damage')).toEqual([])
    const recorded = await recordedIn(recordings)
    expect(recorded.map(({ id }) => id)).toEqual(observed.map(({ id }) => id))
    expect(recorded.every(({ redaction }) => redaction?.keyId === ring.current.keyId)).toBe(true)
    expect(await recorder.close()).toBe(true)
    expect((await readdir(spoolFolderOf(recordings))).filter((name) => name.startsWith('segment'))).toEqual(
      [],
    )
    const text = await everythingIn(recordings)
    for (const secret of [0, 1, 2, 3, 4].flatMap(secretsOf)) expect(text).not.toContain(secret)
  })
})

test.each([
  ['all', () => true],
  ['last', (index: number, count: number) => index === count - 1],
] as const)(
  'events tell %s of the whole exchanges, as they are in the store',
  async (wholeExchanges, isTold) => {
    await inFolder(async (recordings, ring) => {
      const settings = { recordings, ring, redaction: {}, durability: 'process' } as const
      const recorder = await openRecorder({ ...settings, wholeExchanges, settleAfterMs: 10_000 })
      const events = eventsOf(recorder)
      for (const call of [1, 2, 3]) recorder.take(observedOf(call))
      await recorder.close({ settleMs: 60_000 })
      // One for each step of settling.
      const steps = events.flatMap((event) => (event.type === 'recorded' ? [event.exchanges] : []))
      expect(steps.flat()).toHaveLength(3)
      for (const step of steps) {
        const areTold = step.map(({ exchange }) => exchange !== undefined)
        expect(areTold).toEqual(step.map((_, index) => isTold(index, step.length)))
      }
      const told = steps.flat().flatMap(({ exchange }) => exchange ?? [])
      expect(await recordedIn(recordings)).toEqual(expect.arrayContaining(told))
    })
  },
)

test('leaving at once loses nothing: the rest is sealed, and the next command brings it in', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: {}, durability: 'process' } as const
    const recorder = await openRecorder(settings)
    const observed = Array.from({ length: 300 }, (_, call) => observedOf(call))
    for (const each of observed) recorder.take(each)
    expect(await recorder.close({ settleMs: 0 })).toBe(false)
    expect(recorder.counts).toMatchObject({ kept: 300, notRecorded: 0 })
    const text = await everythingIn(recordings)
    for (const secret of observed.flatMap((_, call) => secretsOf(call))) expect(text).not.toContain(secret)
    const progress: number[] = []
    const settled = await settleSpool({ ...settings, onProgress: (recorded) => progress.push(recorded) })
    expect(settled).toMatchObject({ state: 'settled', setAside: [], damage: [] })
    expect(progress.at(-1)).toBe(settled.recorded)
    expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual(observed.map(({ id }) => id))
    expect(await settleSpool(settings)).toMatchObject({ state: 'empty', recorded: 0 })
  })
})

test('one recorder after the other: what each was given is recorded, whatever the one before had left', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: {}, durability: 'process', segmentBytes: 2000 } as const
    const given: string[] = []
    for (const settleMs of [20_000, 0, 20_000, 0, 0, 20_000]) {
      const recorder = await openRecorder(settings)
      const observed = [1, 2, 3, 4, 5].map((call) => observedOf(call))
      for (const each of observed) recorder.take(each)
      given.push(...observed.map(({ id }) => id))
      await recorder.close({ settleMs })
    }
    expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual(given)
    expect(await hasSpool(recordings)).toBe(false)
  })
})

test('a spool is only opened by its key, and a wrong one is named', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: {}, durability: 'process' } as const
    const recorder = await openRecorder(settings)
    recorder.take(observedOf(1))
    await recorder.close({ settleMs: 0 })
    const other = await readKeyRing(generateRootKey())
    for (const attempt of [settleSpool, openRecorder]) {
      const error: unknown = await attempt({ ...settings, ring: other }).catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(WrongKeyError)
      expect(String(error)).toContain(ring.current.keyId)
      expect(String(error)).toContain(other.current.keyId)
    }
    const both = { current: other.current, older: [ring.current] }
    expect(await settleSpool({ ...settings, ring: both })).toMatchObject({ state: 'settled', recorded: 1 })
    expect((await recordedIn(recordings))[0]?.redaction?.keyId).toBe(other.current.keyId)
  })
})

test('what is known to be private in a call is still known after a restart, and is kept sealed', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: {}, durability: 'process' } as const
    const [, name = ''] = secretsOf(7)
    const first = await openRecorder(settings)
    first.take(observedOf(7))
    await first.close({ settleMs: 20_000 })
    const second = await openRecorder(settings)
    const [callSid = ''] = secretsOf(7).slice(-1)
    const later = observedOf(7, {
      body: { bytes: Buffer.from(`CallSid=${callSid}&CallStatus=in-progress`), truncated: false },
    })
    second.take(later)
    await second.close({ settleMs: 20_000 })
    const recorded = await recordedIn(recordings)
    expect(recorded).toHaveLength(2)
    expect(JSON.stringify(recorded)).toContain('Hello ')
    expect(JSON.stringify(recorded)).not.toContain(name)
    const text = await everythingIn(recordings)
    for (const secret of secretsOf(7)) expect(text).not.toContain(secret)
  })
})

test('a folder that is being recorded to is left to its recorder', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: {}, durability: 'process' } as const
    const recorder = await openRecorder(settings)
    recorder.take(observedOf(1))
    await until(() => recorder.counts.kept === 1)
    await expect(openRecorder(settings)).rejects.toThrow(FolderInUseError)
    expect((await settleSpool(settings)).state).toMatch(/held|empty/)
    await recorder.close()
  })
})

test('a folder that is deleted while recording is made again; what was not recorded before is', async () => {
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({ recordings, ring, redaction: {}, durability: 'process' })
    const events = eventsOf(recorder)
    recorder.take(observedOf(1))
    await until(() => recorder.counts.recorded === 1)
    await rm(recordings, { recursive: true })
    recorder.take(observedOf(2))
    recorder.take(observedOf(3))
    await recorder.close({ settleMs: 20_000 })
    expect(recorder.counts).toEqual({ kept: 3, recorded: 3, notRecorded: 0 })
    expect(await recordedIn(recordings)).toHaveLength(2)
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning', code: 'folder-removed' }))
  })
})
