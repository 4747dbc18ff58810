import { readFile } from 'node:fs/promises'
import { openRecorder, settleSpool } from '@ringback/redaction/node'
import { expect, test } from 'vitest'
import { headerBytes, openFrame, openHeader } from '../../src/node/seal/segment.ts'
import { decodeObserved } from '../../src/node/observed/encoding.ts'
import { eventsOf, inFolder, observedOf, recordedIn, secretsOf, until } from './support.ts'

const redactModule = new URL('./poisonous-redactor.ts', import.meta.url).href

test('an exchange that ends the worker twice is set aside, sealed, counted and named; all others are recorded', async () => {
  await inFolder(async (recordings, ring) => {
    const recorder = await openRecorder({
      recordings,
      ring,
      redaction: 'off',
      durability: 'process',
      redactModule,
    })
    const events = eventsOf(recorder)
    const observed = [11, 12, 13, 14, 15].map((call) => observedOf(call))
    for (const each of observed) recorder.take(each)
    await until(() => recorder.counts.recorded + recorder.counts.notRecorded === 5)
    expect(recorder.counts).toEqual({ kept: 5, recorded: 3, notRecorded: 2 })
    expect(await recorder.close()).toBe(true)
    expect((await recordedIn(recordings)).map(({ id }) => id)).toEqual(
      [0, 1, 4].map((at) => observed[at]?.id),
    )
    expect(events.filter(({ type }) => type === 'warning')).toHaveLength(2)
    const lost = events.filter((event) => event.type === 'not-recorded')
    expect(lost.map(({ reason, ids }) => ({ reason, ids }))).toEqual([
      { reason: 'set-aside', ids: [observed[2]?.id] },
      { reason: 'set-aside', ids: [observed[3]?.id] },
    ])
    for (const { message } of lost) {
      for (const secret of [13, 14].flatMap(secretsOf)) expect(message).not.toContain(secret)
      const sealed = await readFile(/(\S+\.sealed)$/.exec(message)?.[1] ?? '')
      const header = openHeader(sealed, ring)
      const text =
        header.type === 'opened' ? openFrame(header.key, 0, sealed.subarray(headerBytes)) : undefined
      expect([...decodeObserved(text ?? Buffer.alloc(0))]).toHaveLength(1)
    }
  })
})

test('so it is for a command that settles what a recorder has left', async () => {
  await inFolder(async (recordings, ring) => {
    const settings = { recordings, ring, redaction: 'off', durability: 'process', redactModule } as const
    const recorder = await openRecorder(settings)
    const observed = [12, 13, 15].map((call) => observedOf(call))
    for (const each of observed) recorder.take(each)
    await recorder.close({ settleMs: 0 })
    const settled = await settleSpool(settings)
    expect(settled).toMatchObject({ state: 'settled', recorded: 2, setAside: [{ id: observed[1]?.id }] })
    expect(await recordedIn(recordings)).toHaveLength(2)
  })
})
