import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, type Exchange } from '@ringback/recording'
import { generateRootKey, readKeyRing, type KeyRing, type ObservedExchange } from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createByteWriter } from '../../src/node/observed/byte-writer.ts'
import { decodeObserved, encodeObserved } from '../../src/node/observed/encoding.ts'
import { createSettler, type SettledStep } from '../../src/node/settle/settler.ts'
import { createFolderStore } from '../../src/node/store/folder-store.ts'
import { createSpoolWriter, type KeptExchange } from '../../src/node/spool/spool-writer.ts'
import { appendFiles, type AppendFile, type AppendFiles } from '../../src/node/spool/append-file.ts'
import { observedOf, secretsOf } from './support.ts'

const ring = await readKeyRing(generateRootKey())

interface Written {
  readonly kept: string[]
  readonly notKept: string[]
}

/** Writes batches of exchanges into a spool; each batch is one frame. */
async function writeSpool(
  spool: string,
  batches: readonly (readonly ObservedExchange[])[],
  options: {
    segmentBytes?: number
    firstSegment?: number
    limitBytes?: number
    files?: AppendFiles
  } = {},
): Promise<Written> {
  const written: Written = { kept: [], notKept: [] }
  const add = (to: string[]) => (exchanges: readonly KeptExchange[]) =>
    void to.push(...exchanges.map(({ id }) => id))
  const writer = createSpoolWriter({
    spool,
    keys: ring.current,
    durability: 'process',
    firstSegment: 1,
    segmentBytes: 2 ** 20,
    limitBytes: 2 ** 30,
    memoryBytes: 2 ** 20,
    usedBytes: 0,
    ...options,
    onKept: add(written.kept),
    onNotKept: add(written.notKept),
  })
  for (const batch of batches) {
    for (const each of batch) writer.take(each)
    await writer.flush()
  }
  await writer.close()
  return written
}

/** Settles all of a spool that nobody writes to. */
async function settleAll(
  folder: string,
  keys: KeyRing = ring,
): Promise<{ recorded: Exchange[]; damage: SettledStep['damage'][number][]; notes: string[] }> {
  const store = createMemoryStore()
  const settler = createSettler({
    recordings: folder,
    spool: join(folder, 'spool'),
    ring: keys,
    store: createFolderStore(store),
    redact: (exchange) => exchange,
    poisonous: [],
    onReading: () => undefined,
  })
  const damage: SettledStep['damage'][number][] = []
  const notes: string[] = []
  for (;;) {
    const step = await settler.step(() => false)
    damage.push(...step.damage)
    notes.push(...step.notes)
    if (step.isIdle) break
  }
  const recorded: Exchange[] = []
  for await (const recording of store.list()) recorded.push(...recording.exchanges)
  return { recorded: recorded.sort((a, b) => (a.id < b.id ? -1 : 1)), damage, notes }
}

async function inTemporary(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ringback-spool-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const observed: fc.Arbitrary<ObservedExchange> = fc
  .record({
    call: fc.nat({ max: 9 }),
    bytes: fc.uint8Array({ maxLength: 2000 }),
    answer: fc.option(fc.uint8Array({ maxLength: 500 })),
    url: fc.webUrl({ withQueryParameters: true }),
    header: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      // Halves of surrogate pairs, and lengths that take more than one byte.
      fc.array(fc.constantFrom('a', '\uD83D', '\u00FF'), { maxLength: 8 }).map((text) => text.join('')),
      fc.integer({ min: 250, max: 260 }).map((length) => 'a'.repeat(length)),
    ),
    cause: fc.option(fc.constant({ codes: ['url'], message: 'The URL differs.' }), { nil: undefined }),
    truncated: fc.boolean(),
  })
  .map(({ call, bytes, answer, url, header, cause, truncated }) =>
    observedOf(call, {
      url,
      headers: ['X-A', header],
      ...(cause && { signatureCause: cause }),
      body: { bytes, truncated },
      answer: answer && { status: 200, headers: [header, 'x'], body: { bytes: answer, truncated } },
    }),
  )

test('what is encoded is decoded, exactly', () => {
  fc.assert(
    fc.property(fc.array(observed, { maxLength: 5 }), (given) => {
      const writer = createByteWriter()
      for (const each of given) encodeObserved(each, writer)
      const decoded = [...decodeObserved(Buffer.from(writer.written()))]
      const plain = (each: ObservedExchange): unknown => ({
        ...each,
        body: { ...each.body, bytes: [...each.body.bytes] },
        answer: each.answer && {
          ...each.answer,
          body: { ...each.answer.body, bytes: [...each.answer.body.bytes] },
        },
      })
      expect(decoded.map(plain)).toEqual(given.map(plain))
    }),
  )
})

test('what was kept is settled once, in whatever batches and segments it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(observed, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom(1, 2000, 2 ** 20),
      async (batches, segmentBytes) => {
        await inTemporary(async (folder) => {
          const { kept } = await writeSpool(join(folder, 'spool'), batches, { segmentBytes })
          expect(kept).toEqual(batches.flat().map(({ id }) => id))
          const { recorded, damage } = await settleAll(folder)
          expect(recorded.map(({ id }) => id)).toEqual([...kept].sort())
          expect(damage).toEqual([])
          expect(await readdir(join(folder, 'spool'))).toEqual(['checkpoint.json'])
        })
      },
    ),
    { numRuns: 40 },
  )
})

test('cut at every byte: every frame that is whole is settled, nothing else is, and the cut is told', async () => {
  await inTemporary(async (folder) => {
    const spool = join(folder, 'spool')
    const small = (call: number): ObservedExchange =>
      observedOf(call, {
        headers: [],
        body: { bytes: Buffer.from('CallSid=CA1'), truncated: false },
        answer: null,
      })
    const batches = [[small(1), small(2)], [small(3)], [small(4)]]
    await writeSpool(spool, batches)
    const file = join(spool, 'segment-00000001.sealed')
    const whole = await readFile(file)
    // Where the frames end: the header has 92 bytes, a frame 24 more than its text.
    const ends = [92]
    for (let at = 92; at < whole.length;) {
      at += whole.readUInt32LE(at) + 24
      ends.push(at)
    }
    expect(ends).toHaveLength(4)
    for (let length = 0; length <= whole.length; length++) {
      await rm(spool, { recursive: true })
      await mkdir(spool)
      await writeFile(file, whole.subarray(0, length))
      const { recorded, damage, notes } = await settleAll(folder)
      const frames = ends.filter((end) => end <= length).length - 1
      const expected = batches.slice(0, Math.max(frames, 0)).flat()
      expect(recorded.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      expect(damage).toEqual([])
      expect(notes).toHaveLength(length === 0 || ends.includes(length) ? 0 : 1)
      expect(await readdir(spool)).toEqual(['checkpoint.json'])
    }
  })
})

/** The bytes of a segment that name its key. */
const keyIdBytes = fc.integer({ min: 8, max: 15 })

test.each<[string, fc.Arbitrary<number>, RegExp]>([
  ['of the key id: the spool is left for its key', keyIdBytes, /cannot decrypt/],
  [
    'anywhere else: what it touches is told and kept aside, the rest is settled',
    fc.nat().filter((at) => at < 8 || at > 15),
    /^$/,
  ],
])('a changed byte %s; no garbage is read', async (_, place, refusal) => {
  await inTemporary(async (folder) => {
    const spool = join(folder, 'spool')
    const batches = [[observedOf(1)], [observedOf(2)], [observedOf(3)]]
    await writeSpool(spool, batches)
    const file = join(spool, 'segment-00000001.sealed')
    const whole = await readFile(file)
    const given = batches.flat().map(({ id }) => id)
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (where, change) => {
        const at = where < 16 ? where : 16 + (where % (whole.length - 16))
        await rm(spool, { recursive: true })
        await mkdir(spool)
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ change
        await writeFile(file, changed)
        const settled = await settleAll(folder).then(
          (result) => ({ ...result, refused: '' }),
          (error: Error) => ({ recorded: [], damage: [], notes: [], refused: error.message }),
        )
        const ids = settled.recorded.map(({ id }) => id)
        expect(settled.refused).toMatch(refusal)
        expect(given).toEqual(expect.arrayContaining(ids))
        expect(ids.length).toBeLessThan(3)
        expect(settled.damage.length > 0).toBe(settled.refused === '')
        expect((await readdir(spool)).some((name) => /^(damaged|segment)-/.test(name))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

test('the spool shows nothing of what is in it, and opens with its key alone', async () => {
  await inTemporary(async (folder) => {
    const calls = Array.from({ length: 50 }, (_, call) => call)
    await writeSpool(
      join(folder, 'spool'),
      calls.map((call) => [observedOf(call)]),
    )
    const bytes = await readFile(join(folder, 'spool', 'segment-00000001.sealed'), 'latin1')
    for (const secret of calls.flatMap(secretsOf)) {
      expect(bytes).not.toContain(secret)
      expect(bytes).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    }
    const other = await readKeyRing(generateRootKey())
    await expect(settleAll(folder, other)).rejects.toThrow(/cannot decrypt/)
    expect((await settleAll(folder)).recorded).toHaveLength(50)
  })
})

test('a full disk: what was not kept is told, what was kept is settled, and later exchanges are kept again', async () => {
  await inTemporary(async (folder) => {
    let room = 4000
    const limited = (file: AppendFile): AppendFile => ({
      ...file,
      append: async (bytes) => limited(file).appendNow(bytes),
      appendNow(bytes) {
        if (bytes.length > room) {
          file.appendNow(bytes.subarray(0, room))
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
        }
        room -= bytes.length
        file.appendNow(bytes)
      },
    })
    const files: AppendFiles = {
      open: async (path) => limited(await appendFiles.open(path)),
      openNow: (path) => limited(appendFiles.openNow(path)),
    }
    const spool = join(folder, 'spool')
    const early = await writeSpool(
      spool,
      Array.from({ length: 12 }, (_, call) => [observedOf(call)]),
      { files },
    )
    expect(early.kept.length).toBeGreaterThan(0)
    expect(early.notKept.length).toBeGreaterThan(0)
    const last = Math.max(...(await readdir(spool)).map((name) => Number(/\d+/.exec(name)?.[0])))
    room = 10_000
    const late = await writeSpool(spool, [[observedOf(20)]], { files, firstSegment: last + 1 })
    expect(late.notKept).toEqual([])
    const { recorded } = await settleAll(folder)
    expect(recorded.map(({ id }) => id)).toEqual([...early.kept, ...late.kept].sort())
  })
})

test('beyond its limit the spool keeps the oldest and counts the rest', async () => {
  await inTemporary(async (folder) => {
    const observed = Array.from({ length: 20 }, (_, call) => observedOf(call))
    const { kept, notKept } = await writeSpool(
      join(folder, 'spool'),
      observed.map((each) => [each]),
      { limitBytes: 5000 },
    )
    expect(kept.length).toBeGreaterThan(0)
    expect(notKept.length).toBeGreaterThan(0)
    expect([...kept, ...notKept]).toEqual(observed.map(({ id }) => id))
    expect((await readFile(join(folder, 'spool', 'segment-00000001.sealed'))).length).toBeLessThan(5400)
  })
})
