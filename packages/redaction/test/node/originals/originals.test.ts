import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exchange } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import {
  exchangeOf,
  openOriginals,
  openRecorder,
  originalsFolderOf,
  type KeyRing,
  type ObservedExchange,
} from '@ringback/redaction/node'
import { describe, expect, it, test } from 'vitest'
import { letOriginalsIntoGit } from '../../../src/node/originals/originals-folder.ts'
import { originalsLaws } from '../../laws/originals.ts'
import { inDatabasePlaces } from '../places/in-database-place.ts'
import { inFolderPlace } from '../places/in-folder-place.ts'
import { recordDirectly } from '../record-directly.ts'
import { inFolder, observedOf, readableIn, recordedIn, secretsOf, until } from '../support.ts'

const inDatabasePlace = inDatabasePlaces()

describe('laws, in a folder', () => {
  originalsLaws(inFolderPlace)
})

describe('laws, in a database', () => {
  originalsLaws(inDatabasePlace, 5)
})

test('an original that was moved to another exchange of the database does not open', async () => {
  await inDatabasePlace(async (place) => {
    await place.record([observedOf(1), observedOf(1)])
    const [first, second] = (await place.recorded()) as [Exchange, Exchange]
    const { originals } = place.where.database ?? {}
    const moved = (await originals?.find([first]))?.get(first.id)
    if (moved === undefined) throw new Error('no original')
    await originals?.replace([{ ...moved, id: second.id, startedAt: second.startedAt }])
    await expect((await place.open()).originalOf(second)).rejects.toMatchObject({ code: 'damaged-original' })
    expect((await (await place.open()).originalOf(first))?.id).toBe(first.id)
  })
})

async function record(
  recordings: string,
  ring: KeyRing,
  observed: readonly ObservedExchange[],
  options: object = {},
): Promise<void> {
  const settings = { recordings, ring, redaction: {}, durability: 'process', ...options } as const
  const recorder = await openRecorder(settings)
  for (const each of observed) recorder.take(each)
  expect(await recorder.close({ settleMs: 60_000 })).toBe(true)
}

async function sealedIn(recordings: string): Promise<string[]> {
  return (await readdir(originalsFolderOf(recordings))).filter((name) => name.endsWith('.sealed')).sort()
}

const noCall = { bytes: Buffer.from('A=1'), truncated: false }

describe('originals of what was recorded', () => {
  it('are what was observed, one sealed file a recording, named like it', async () => {
    await inFolder(async (recordings, ring) => {
      const observed = Array.from({ length: 30 }, (_, at) =>
        at === 7 ? observedOf(0, { body: noCall }) : observedOf(at % 5),
      )
      await record(recordings, ring, observed)
      const originals = await openOriginals({ recordings, ring })
      const recorded = await recordedIn(recordings)
      for (const [at, exchange] of recorded.entries()) {
        const seen = observed[at]
        expect(await originals.originalOf(exchange)).toEqual(seen && exchangeOf(seen))
      }
      const files = (await readdir(recordings)).filter((name) => name.endsWith('.json')).sort()
      expect(files).toHaveLength(6)
      expect(await sealedIn(recordings)).toEqual(files.map((name) => name.replace('.json', '.sealed')))
      expect(await readFile(join(originalsFolderOf(recordings), '.gitignore'), 'utf8')).toBe('*\n')
    })
  })

  it('are found for each leg of a call, wherever it is recorded', async () => {
    await inFolder(async (recordings, ring) => {
      const leg = (call: number, parent?: number): ObservedExchange => {
        const sid = (number: number) => `CA${String(number).padStart(32, '0')}`
        const form = new URLSearchParams({
          CallSid: sid(call),
          ...(parent && { ParentCallSid: sid(parent) }),
        })
        return observedOf(call, { body: { bytes: Buffer.from(form.toString()), truncated: false } })
      }
      // The second leg is recorded on its own before it is known whose it is.
      await record(recordings, ring, [leg(1), leg(2)])
      await record(recordings, ring, [leg(3, 1), leg(2, 1), leg(4, 2)])
      const originals = await openOriginals({ recordings, ring })
      const recorded = await recordedIn(recordings)
      expect(recorded).toHaveLength(5)
      for (const exchange of recorded) expect((await originals.originalOf(exchange))?.id).toBe(exchange.id)
    })
  })

  it.each([
    ['turned off', { originals: false }],
    ['not redacted', { redaction: 'off' }],
  ])('are not kept when %s', async (_what, options) => {
    await inFolder(async (recordings, ring) => {
      await record(recordings, ring, [observedOf(1)], options)
      expect(await readdir(recordings)).not.toContain('.originals')
      const originals = await openOriginals({ recordings, ring })
      const [exchange] = await recordedIn(recordings)
      expect(exchange && (await originals.originalOf(exchange))).toBeNull()
      expect(originals.isCommitted).toBe(false)
    })
  })

  it('that are damaged are told with their file', async () => {
    await inFolder(async (recordings, ring) => {
      await record(recordings, ring, [observedOf(1)])
      const [name = ''] = await sealedIn(recordings)
      const file = join(originalsFolderOf(recordings), name)
      const bytes = await readFile(file)
      bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1
      await writeFile(file, bytes)
      const [exchange] = await recordedIn(recordings)
      if (exchange === undefined) throw new Error('nothing was recorded')
      const damage: string[] = []
      const originals = await openOriginals({ recordings, ring, onDamage: ({ where }) => damage.push(where) })
      expect(await originals.originalOf(exchange)).toBeNull()
      expect(damage).toEqual([file])
      const unheard = await openOriginals({ recordings, ring })
      await expect(unheard.originalOf(exchange)).rejects.toThrow(file)
      // What comes later is kept in another file.
      await record(recordings, ring, [observedOf(1)])
      const [, later] = await recordedIn(recordings)
      const again = await openOriginals({ recordings, ring, onDamage: () => undefined })
      expect(later && (await again.originalOf(later))?.id).toBe(later?.id)
      expect(await readFile(file)).toEqual(bytes)
    })
  })
})

test('nothing private is readable at any moment: in no file and no name, plain, percent-encoded, in hex or base64', async () => {
  await inFolder(async (recordings, ring) => {
    const secrets = Array.from({ length: 40 }, (_, call) => secretsOf(call)).flat()
    const recorder = await openRecorder({ recordings, ring, redaction: {}, durability: 'process' })
    for (let first = 0; first < 40; first += 10) {
      for (let call = first; call < first + 10; call++) recorder.take(observedOf(call))
      expect(await readableIn(recordings, secrets)).toEqual([])
    }
    await until(async () => {
      expect(await readableIn(recordings, secrets)).toEqual([])
      return recorder.counts.recorded === 40
    })
    await recorder.close()
    expect(await readableIn(recordings, secrets)).toEqual([])
    expect(await sealedIn(recordings)).toHaveLength(40)
    // The scan finds what is there.
    for (const encoding of ['latin1', 'base64', 'base64url', 'hex'] as const) {
      await writeFile(join(recordings, 'leak'), Buffer.from(`x${secrets[0]}`).toString(encoding))
      expect(await readableIn(recordings, secrets)).toContain(secrets[0])
    }
  })
})

test('files that would stay the same are not written again', async () => {
  await inFolder(async (recordings, ring) => {
    const observed = [observedOf(1), observedOf(1), observedOf(2)]
    await record(recordings, ring, observed)
    const files = (await sealedIn(recordings)).map((name) => join(originalsFolderOf(recordings), name))
    const before = await Promise.all(files.map(async (file) => stat(file)))
    await record(recordings, ring, observed)
    const originals = await openOriginals({ recordings, ring })
    const store = await openDirectoryStore({ directory: recordings, access: 'read' })
    for await (const recording of store.list()) {
      const all = await Promise.all(recording.exchanges.map(async (each) => originals.originalOf(each)))
      await originals.write(
        recording,
        all.filter((each) => each !== null),
      )
    }
    await store.close()
    const after = await Promise.all(files.map(async (file) => stat(file)))
    expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
      before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    )
  })
})

test('originals are let into git once, and a recorder does not shut what was opened', async () => {
  await inFolder(async (recordings, ring) => {
    await record(recordings, ring, [observedOf(1), observedOf(1)])
    const originals = await openOriginals({ recordings, ring })
    expect(originals.isCommitted).toBe(false)
    await letOriginalsIntoGit(recordings)
    await record(recordings, ring, [observedOf(1)])
    expect(originals.isCommitted).toBe(true)
  })
})

test('an original gives the same text out of a folder as out of a database', async () => {
  const observed = [
    observedOf(1),
    observedOf(2, { body: { bytes: Buffer.from('A=4155550177'), truncated: false } }),
  ]
  await inDatabasePlace(async (place) => {
    await place.record(observed)
    const ofDatabase = await place.open()
    await inFolder(async (recordings) => {
      await recordDirectly(recordings, place.ring, observed)
      const ofFolder = await openOriginals({ recordings, ring: place.ring })
      for (const exchange of await place.recorded()) {
        const text = await ofFolder.sealedOriginalOf(exchange)
        expect(text).toMatch(/^[\w+/=]+$/)
        expect(await ofDatabase.sealedOriginalOf(exchange)).toBe(text)
      }
    })
  })
})
