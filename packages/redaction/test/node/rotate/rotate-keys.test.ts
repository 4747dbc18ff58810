import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serializeRecording, type Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import {
  exchangeOf,
  generateRootKey,
  keyOfFolder,
  openOriginals,
  readKeyRing,
  rotateKeys,
  WrongKeyError,
  type KeyRing,
  type ObservedExchange,
} from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setAside } from '../../../src/node/settle/set-aside.ts'
import { openCallKnowledge } from '../../../src/node/settle/call-knowledge.ts'
import { observedOf, readableIn, recordedIn, secretsOf } from '../support.ts'
import { killedAfter, recordDirectly } from '../record-directly.ts'

const [newKey, oldKey] = [generateRootKey(), generateRootKey()]
const old = await readKeyRing(oldKey)
const both = await readKeyRing(`${newKey},${oldKey}`)
const onlyNew = await readKeyRing(newKey)

const calls = [1, 2, 3, 4]
const noCall = { body: { bytes: Buffer.from('A=4155550177'), truncated: false } }
const observed = [
  ...calls.flatMap((call) => [observedOf(call), observedOf(call)]),
  observedOf(5, noCall),
  observedOf(6, noCall),
]
/** A call of which one original is missing. */
const incomplete = [observedOf(8), observedOf(8)]

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ringback-rotate-'))
  const source = join(folder, 'source')
  await recordDirectly(source, old, observed)
  await recordDirectly(source, old, incomplete, { hasOriginal: ({ id }) => id !== incomplete[0]?.id })
  await setAside(source, old.current, observedOf(9))
  const knowledge = await openCallKnowledge({ recordings: source, ring: old })
  knowledge.callSecrets.save('CA1', [{ class: 'name', raw: 'Penelope', pseudonym: 'Q' }], 0)
  await knowledge.flush()
})
afterAll(async () => rm(folder, { recursive: true }))

async function inCopy(use: (recordings: string) => Promise<void>): Promise<void> {
  const copy = await mkdtemp(join(folder, 'copy-'))
  await cp(join(folder, 'source'), copy, { recursive: true })
  await use(copy)
  await rm(copy, { recursive: true })
}

/** The recordings by their text, and the names of all that is there but what a lock leaves. */
async function stateOf(recordings: string): Promise<{ texts: string[]; names: string[] }> {
  const store = await openDirectoryStore({ directory: recordings, access: 'read' })
  const texts: string[] = []
  for await (const recording of store.list()) texts.push(serializeRecording(recording))
  await store.close()
  expect(store.damage()).toEqual([])
  const names = (await readdir(recordings, { recursive: true })).filter((name) => !name.includes('lock'))
  return { texts, names: names.sort() }
}

function ringOf(exchange: Exchange): string | undefined {
  return exchange.redaction?.keyId
}

describe('rotating keys', () => {
  it('redacts what has originals under the new key, and seals everything under it', async () => {
    await inCopy(async (recordings) => {
      const before = await recordedIn(recordings)
      expect(await rotateKeys({ recordings, ring: both })).toEqual({
        redacted: 5,
        current: 0,
        kept: { [old.current.keyId]: 1 },
        plain: 0,
      })
      const after = await recordedIn(recordings)
      expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
      expect(new Set(after.map(({ callSid }) => callSid)).size).toBe(
        new Set(before.map(({ callSid }) => callSid)).size,
      )
      const ids = new Set(incomplete.map(({ id }) => id))
      for (const [at, exchange] of after.entries()) {
        expect(ringOf(exchange)).toBe(ids.has(exchange.id) ? old.current.keyId : onlyNew.current.keyId)
        const isRenamed = exchange.callSid !== null && !ids.has(exchange.id)
        expect(exchange.callSid !== before[at]?.callSid).toBe(isRenamed)
      }
      await expectOriginals(recordings, onlyNew)
      expect((await keyOfFolder(recordings))?.keyId).toBe(onlyNew.current.keyId)
      expect((await openCallKnowledge({ recordings, ring: onlyNew })).callSecrets.load('CA1')).toHaveLength(1)
      await expectNoSecrets(recordings)
    })
  })

  it('changes nothing when it is done again', async () => {
    await inCopy(async (recordings) => {
      await rotateKeys({ recordings, ring: both })
      const once = await stateOf(recordings)
      expect(await rotateKeys({ recordings, ring: both })).toMatchObject({ redacted: 0, current: 5 })
      expect(await stateOf(recordings)).toEqual(once)
    })
  })

  it('may be killed at any change to the disk, again and again: the end is the same', async () => {
    let end: Awaited<ReturnType<typeof stateOf>> | undefined
    let points = 0
    await inCopy(async (recordings) => {
      const fs = killedAfter(Infinity)
      await rotateKeys({ recordings, ring: both, fs })
      points = fs.changes()
      end = await stateOf(recordings)
    })
    expect(points).toBeGreaterThan(25)
    const ids = [...observed, ...incomplete].map(({ id }) => id).sort()
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: points - 1 }), fc.nat({ max: points - 1 }), async (first, second) => {
        await inCopy(async (recordings) => {
          for (const most of [first, second]) {
            await rotateKeys({ recordings, ring: both, fs: killedAfter(most) }).catch(() => undefined)
            const found = (await recordedIn(recordings)).map(({ id }) => id)
            expect([...new Set(found)]).toEqual(ids)
            await expectNoSecrets(recordings)
          }
          await rotateKeys({ recordings, ring: both })
          const state = await stateOf(recordings)
          expect(state.texts).toEqual(end?.texts)
          expect(state.names).toEqual(end?.names)
          await expectOriginals(recordings, onlyNew)
        })
      }),
      { numRuns: 25, examples: Array.from({ length: 12 }, (_, at) => [at * 3 + 1, 2] as [number, number]) },
    )
  })

  it('needs the old key: without it nothing changes, and both are named', async () => {
    await inCopy(async (recordings) => {
      const before = await stateOf(recordings)
      const error: unknown = await rotateKeys({ recordings, ring: onlyNew }).catch(
        (reason: unknown) => reason,
      )
      expect(error).toBeInstanceOf(WrongKeyError)
      expect(String(error)).toContain(old.current.keyId)
      expect(String(error)).toContain(onlyNew.current.keyId)
      expect((await stateOf(recordings)).texts).toEqual(before.texts)
    })
  })
})

/** All originals open, to what was observed. */
async function expectOriginals(recordings: string, ring: KeyRing): Promise<void> {
  const originals = await openOriginals({ recordings, ring })
  const seen = new Map(
    [...observed, ...incomplete].map((each: ObservedExchange) => [each.id, exchangeOf(each)]),
  )
  for (const exchange of await recordedIn(recordings)) {
    const expected = exchange.id === incomplete[0]?.id ? null : seen.get(exchange.id)
    expect(await originals.originalOf(exchange)).toEqual(expected)
  }
}

async function expectNoSecrets(recordings: string): Promise<void> {
  expect(await readableIn(recordings, [...calls, 8, 9].flatMap(secretsOf))).toEqual([])
  expect(await readFile(join(recordings, '.originals/.gitignore'), 'utf8')).toBe('*\n')
}
