import { RingbackError } from '@ringback/common'
import type { Exchange, NotesStore, Recording, RecordingsReader } from '@ringback/recording'
import { readNotes } from '@ringback/recording/node'
import { createDatabaseOriginalsKeeper, openOriginals } from '@ringback/redaction/node'
import { resolve } from 'node:path'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption, storeOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { listSelected } from '../../recordings/select.ts'
import { withReader } from '../../recordings/with-reader.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { findRedactionKeys, type FoundKeys } from '../../state/redaction-key.ts'
import { assertSameKey } from '../../store/assert-same-key.ts'
import { copyOriginals, copyOriginalsOption, ringFor } from '../../store/copy-originals.ts'
import { createNotesCopier } from '../../store/copy-notes.ts'
import { withoutForgotten, type ForgottenFilter } from '../../store/without-forgotten.ts'
import { withStore, type OpenStore } from '../../store/open-store.ts'
import { requireStore } from '../../store/store-option.ts'
import { copiedText, type Copied } from './copied-text.ts'

/** So many recordings are sent before the first of them is waited for. */
const recordingsAtOnce = 50

/** `ringback store push`: copies a folder into the database. */
export const storePushCommand: Command = command({
  positionals: { folder: { type: 'string', describe: 'The folder (default: that of the configuration)' } },
  options: { originals: copyOriginalsOption, store: storeOption, recordings: recordingsOption },
  examples: [
    ['ringback store push', 'so that CI and others can replay what you recorded'],
    ['ringback store push --originals', 'and compare what depends on real values'],
  ],
  run: async ({ config, folder, originals, recordings, store }, io) => {
    const loaded = await loadConfig(io, config)
    const directory =
      folder === undefined ? recordingsFolder(recordings, loaded, io) : resolve(io.cwd, folder)
    return withStore(requireStore(store, loaded, io), async (opened) => {
      const pushed = await withReader({ folder: directory }, io, async (reader) => {
        const keys = originals ? await findRedactionKeys(directory, loaded.directory, io.env) : undefined
        const forgotten = await withoutForgotten(opened, directory, loaded, io)
        const done = await push({ directory, reader, originals, keys, forgotten }, opened, io)
        if (forgotten.count() > 0) io.stderr.write(leftOut(forgotten, opened))
        return done
      })
      io.stderr.write(`${copiedText(pushed, originals)} of ${directory} in ${opened.name}.\n`)
      return exitCode.good
    })
  },
})

interface PushedFolder {
  readonly directory: string
  readonly reader: RecordingsReader
  /** Whether originals are copied as well. */
  readonly originals: boolean
  readonly keys: FoundKeys | undefined
  readonly forgotten: ForgottenFilter
}

function leftOut(forgotten: ForgottenFilter, { name }: OpenStore): string {
  return `Left out ${count(forgotten.count(), 'exchange')} of somebody, or of a call, that was forgotten in ${name}.\n`
}

/** Copies all recordings. Returns how many exchanges and originals there are. */
async function push(folder: PushedFolder, store: OpenStore, io: Io): Promise<Copied> {
  const { directory, reader, forgotten } = folder
  const { where, postgres, name } = store
  const progress = createProgressLine(io)
  const target = await postgres.openPostgresStore(where)
  const pushed = { exchanges: 0, originals: 0, notes: 0 }
  const places = {
    from: await notesOf(directory, io),
    to: postgres.postgresNotes(where),
    leavesPrivate: true,
  }
  const notes = createNotesCopier(places, io)
  let sending: Promise<void>[] = []
  let copy: ((exchanges: readonly Exchange[]) => Promise<number>) | undefined
  const known = new Set<string>()
  const send = async (recording: Recording): Promise<void> => {
    const { exchanges } = recording
    await Promise.all(exchanges.map(async (exchange) => target.append(exchange)))
    const originals = (await copy?.(exchanges)) ?? 0
    pushed.originals += originals
    pushed.exchanges += exchanges.length
    pushed.notes += await notes.copy(recording)
    progress.show(`${count(pushed.exchanges, 'exchange')} copied`)
  }
  for (const listed of await listSelected(reader, { place: { folder: directory } })) {
    const recording = await reader.read(listed)
    if (recording === undefined) continue
    for (const keyId of keysOf(recording.exchanges, directory)) {
      if (known.has(keyId)) continue
      assertSameKey(await postgres.claimPostgresKey(where, keyId), keyId, { name, directory })
      known.add(keyId)
      if (folder.originals) copy = await originalsInto(keyId, folder, store, io)
    }
    sending.push(send(forgotten.of(recording)))
    if (sending.length < recordingsAtOnce) continue
    await Promise.all(sending)
    sending = []
  }
  await Promise.all(sending)
  await target.close()
  progress.clear()
  return pushed
}

/** The notes of a folder, read once. */
async function notesOf(directory: string, io: Io): Promise<Pick<NotesStore, 'of'>> {
  const { notes, damage } = await readNotes(directory)
  for (const each of damage) reportDamage(io, each)
  return {
    of: async (exchanges) =>
      new Map(
        exchanges.flatMap((id) => {
          const found = notes.get(id)
          return found === undefined ? [] : [[id, found]]
        }),
      ),
  }
}

/** Copies the originals of exchanges that the database has taken, sealed under a key. */
async function originalsInto(
  keyId: string,
  { directory, keys }: PushedFolder,
  { where, postgres, name }: OpenStore,
  io: Io,
): Promise<(exchanges: readonly Exchange[]) => Promise<number>> {
  const ring = ringFor(keyId, keys, name)
  const from = await openOriginals({
    recordings: directory,
    ring,
    onDamage: (damage) => reportDamage(io, damage),
  })
  const keep = createDatabaseOriginalsKeeper(await postgres.openPostgresOriginals(where), ring.current)
  return async (exchanges) => copyOriginals(exchanges, from, keep)
}

/** The keys that exchanges were redacted with. What is not redacted does not leave this machine. */
function keysOf(exchanges: readonly Exchange[], directory: string): ReadonlySet<string> {
  const open = exchanges.find(({ redaction }) => redaction === undefined)
  if (open !== undefined) {
    throw new RingbackError(
      'not-redacted',
      `Exchange ${open.id} in ${directory} is not redacted, and is not copied to a database that others read.`,
      { remedy: 'Record it again with redaction, or remove its recording from the folder.' },
    )
  }
  return new Set(exchanges.flatMap(({ redaction }) => redaction?.keyId ?? []))
}
