import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RingbackError } from '@ringback/common'
import type { Damage } from '@ringback/recording'
import { openDirectoryStore, openRecordingsReader } from '@ringback/recording/node'
import {
  forgetPerson,
  generateRootKey,
  hasSpool,
  keyOfFolder,
  openOriginals,
  openRecorder,
  pruneOriginals,
  readKeyRing,
  rotateKeys,
  settleSettingsOf,
  settleSpool,
  sizeOfOriginals,
} from '@ringback/redaction/node'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { observedOf, recordedIn, secretsOf } from '../support.ts'
import { damagesOf } from './damages.ts'
import { filesOf, recordFolder, settingsOf } from './recorded-folder.ts'

const ring = await readKeyRing(generateRootKey())
const { current } = await readKeyRing(generateRootKey())
const temporary = await mkdtemp(join(tmpdir(), 'ringback-hostile-'))
const template = join(temporary, 'recordings')
let files: ReadonlyMap<string, Buffer> = new Map()

beforeAll(async () => {
  await recordFolder(template, ring)
  files = await filesOf(template)
})
afterAll(async () => rm(temporary, { recursive: true, force: true }))

type Tell = (text: string) => void
type Reader = (recordings: string, tell: Tell) => Promise<unknown>

const damageTo =
  (tell: Tell) =>
  ({ where, reason }: Damage): void =>
    tell(`${where}: ${reason}`)

/** What each reader makes of a folder; they write nothing. */
const readers: Readonly<Record<string, Reader>> = {
  'the list of recordings': async (directory, tell) => {
    const reader = await openRecordingsReader({ directory, fewestIndexed: 1, onDamage: damageTo(tell) })
    return Promise.all(
      Array.from(await reader.list(), async (listed) => [listed.summary, await reader.read(listed)]),
    )
  },
  'the store': async (directory, tell) => {
    const store = await openDirectoryStore({ directory, access: 'read', onDamage: damageTo(tell) })
    const ids: string[] = []
    for await (const { exchanges } of store.list()) ids.push(...exchanges.map(({ id }) => id))
    return ids
  },
  originals: async (recordings, tell) => {
    const originals = await openOriginals({ recordings, ring, onDamage: damageTo(tell) })
    return Promise.all((await recordedIn(recordings)).map(async (each) => originals.originalOf(each)))
  },
  'the size of originals': async (recordings) => sizeOfOriginals(recordings).files,
  'what can be pruned': async (recordings, tell) =>
    pruneOriginals({ recordings, dryRun: true, onDamage: damageTo(tell) }),
  'what can be forgotten of a caller': async (recordings, tell) => {
    const [value = ''] = secretsOf(1)
    const found = await forgetPerson({ recordings, ring, value, dryRun: true, onDamage: damageTo(tell) })
    return [found.originals, found.calls, [...found.exchangeIds]]
  },
  'what can be forgotten of what was set aside': async (recordings, tell) => {
    const [value = ''] = secretsOf(9)
    const found = await forgetPerson({ recordings, ring, value, dryRun: true, onDamage: damageTo(tell) })
    return found.setAside.length
  },
  'the key': keyOfFolder,
  'the settings': settleSettingsOf,
  'whether there is a spool': hasSpool,
}

async function settle(recordings: string, tell: Tell): Promise<void> {
  const settled = await settleSpool({ recordings, ring })
  settled.damage.forEach(damageTo(tell))
  for (const text of [...settled.notes, settled.message]) if (text !== undefined) tell(text)
}

/** What comes last, since it changes the folder; what it makes of the folder is what is recorded then. */
const writers: Readonly<Record<string, Reader>> = {
  'settling the spool': settle,
  recording: async (recordings, tell) => {
    const recorder = await openRecorder(settingsOf(recordings, ring))
    recorder.onEvent((event) => {
      if (event.type === 'damage') damageTo(tell)(event.damage)
      if (event.type === 'warning' || event.type === 'not-recorded') tell(event.message)
    })
    recorder.take(observedOf(6, { id: 'x6' }))
    await recorder.close({ settleMs: 60_000 })
  },
  'rotating the key': async (recordings, tell) => {
    const both = { current, older: [ring.current] }
    await settle(recordings, tell)
    await rotateKeys({ recordings, ring: both, onDamage: damageTo(tell) })
    // The new key alone opens all that is left.
    const onlyNew = { current, older: [] }
    const [value = ''] = secretsOf(9)
    return (await forgetPerson({ recordings, ring: onlyNew, value, dryRun: true })).setAside.length
  },
}

interface Outcome {
  /** What was told, and the messages and remedies of what was thrown. */
  readonly told: readonly string[]
  readonly results: unknown
  /** What is no error that says what to do. */
  readonly unexplained: readonly unknown[]
}

async function read(recordings: string, writer: Reader): Promise<Outcome> {
  const told: string[] = []
  const unexplained: unknown[] = []
  const results: unknown[] = []
  for (const reader of [...Object.values(readers), writer, async (folder: string) => recordedIn(folder)]) {
    try {
      results.push(await reader(recordings, (text) => void told.push(text)))
    } catch (error) {
      if (error instanceof RingbackError && error.remedy !== undefined)
        told.push(`${error.message} ${error.remedy}`)
      else unexplained.push(error)
    }
  }
  return { told, results, unexplained }
}

/** A new copy of the recorded folder. */
async function withCopy<Result>(use: (recordings: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(temporary, 'copy-'))
  try {
    const recordings = join(folder, 'recordings')
    await cp(template, recordings, { recursive: true })
    return await use(recordings)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that only grows: a cut end is what a process leaves that is killed while it writes. */
const growing = /segment-\d+|call-knowledge/
const headerBytes = 92

test('whatever is in a file of the folder: nothing crashes or hangs, and what is lost is told with its file', async () => {
  const expected = new Map<Reader, Outcome>()
  for (const writer of Object.values(writers)) {
    const outcome = await withCopy(async (recordings) => read(recordings, writer))
    expect(outcome).toMatchObject({ told: [], unexplained: [] })
    expected.set(writer, outcome)
  }
  const place = fc
    .constantFrom(...files)
    .chain(([name, bytes]) => fc.tuple(fc.constant(name), damagesOf(bytes)))
  await fc.assert(
    fc.asyncProperty(place, fc.constantFrom(...Object.values(writers)), async ([name, damage], writer) => {
      await withCopy(async (recordings) => {
        const path = join(recordings, name)
        const before = files.get(name) ?? Buffer.alloc(0)
        await damage.apply(path, before)
        const now = (await filesOf(recordings)).get(name)
        const { told, results, unexplained } = await read(recordings, writer)
        expect(unexplained).toEqual([])
        const isNamed = told.some((text) => text.includes(path))
        const mayDiffer = isNamed || !damage.isCertain || (growing.test(name) && isCut(before, now))
        const whole = expected.get(writer)?.results
        expect(mayDiffer ? whole : results).toEqual(whole)
      })
    }),
    { numRuns: 12 },
  )
})

function isCut(before: Buffer, now: Buffer | undefined): boolean {
  return now !== undefined && (now.length < headerBytes || before.subarray(0, now.length).equals(now))
}
