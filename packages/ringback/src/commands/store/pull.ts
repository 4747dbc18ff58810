import { RingbackError } from '@ringback/common'
import type { Exchange, Recording } from '@ringback/recording'
import {
  blockingFileSystem,
  folderNotes,
  openDirectoryStore,
  type DirectoryStore,
} from '@ringback/recording/node'
import { claimFolderKey, createOriginalsKeeper, keyOfFolder, openOriginals } from '@ringback/redaction/node'
import { loadConfig, type LoadedConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption, storeOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { folderUnusable, recordingsFolder } from '../../recordings/folder.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { findRedactionKeys } from '../../state/redaction-key.ts'
import { assertSameKey } from '../../store/assert-same-key.ts'
import { copyOriginals, copyOriginalsOption, ringFor } from '../../store/copy-originals.ts'
import { createNotesCopier } from '../../store/copy-notes.ts'
import { withStore, type OpenStore } from '../../store/open-store.ts'
import { requireStore } from '../../store/store-option.ts'
import { copiedText, type Copied } from './copied-text.ts'

/** `ringback store pull`: copies recordings out of the database. */
export const storePullCommand: Command = command({
  positionals: {
    call: { type: 'string', describe: 'The CallSid of a leg, as it is recorded (default: all)' },
  },
  options: { originals: copyOriginalsOption, store: storeOption, recordings: recordingsOption },
  examples: [
    ['ringback store pull', 'in CI, before ringback replay: what the team has recorded'],
    ['ringback store pull --originals', 'and compare what depends on real values'],
  ],
  run: async ({ config, call, originals, recordings, store }, io) => {
    const loaded = await loadConfig(io, config)
    const directory = recordingsFolder(recordings, loaded, io)
    await settleFirst({ folder: directory }, io)
    return withStore(requireStore(store, loaded, io), async (opened) => {
      const pulled = await pull(opened, { call, directory, originals, loaded }, io)
      io.stderr.write(`${copiedText(pulled, originals)} of ${opened.name} in ${directory}.\n`)
      return exitCode.good
    })
  },
})

interface Pulled {
  readonly call: string | undefined
  readonly directory: string
  /** Whether originals are copied as well. */
  readonly originals: boolean
  readonly loaded: LoadedConfig
}

async function pull(store: OpenStore, wanted: Pulled, io: Io): Promise<Copied> {
  const { where, postgres, name } = store
  const { call, directory } = wanted
  const source = await postgres.openPostgresStore(where)
  const keyId = await postgres.postgresKey(where)
  const ofFolder = (await keyOfFolder(directory))?.keyId
  if (keyId !== undefined && ofFolder !== undefined) assertSameKey(keyId, ofFolder, { name, directory })
  const one = call === undefined ? undefined : await source.read(call)
  if (call !== undefined && one === undefined)
    throw new RingbackError('no-such-call', `No recording of a call ${call} in ${name}.`)
  const progress = createProgressLine(io)
  const folder = await openDirectoryStore({
    directory,
    onDamage: (damage) => reportDamage(io, damage),
  }).catch((error: unknown) => {
    throw folderUnusable(directory, error)
  })
  const pulled = { exchanges: 0, originals: 0, notes: 0 }
  const places = { from: postgres.postgresNotes(where), to: folderNotes(directory), leavesPrivate: false }
  const notes = createNotesCopier(places, io)
  try {
    const copy =
      wanted.originals && keyId !== undefined
        ? await originalsInto(folder, keyId, { store, wanted, io })
        : undefined
    for await (const recording of one === undefined ? source.list() : only(one)) {
      const { exchanges } = recording
      await Promise.all(exchanges.map(async (exchange) => folder.append(exchange)))
      const originals = (await copy?.(exchanges)) ?? 0
      pulled.originals += originals
      pulled.exchanges += exchanges.length
      pulled.notes += await notes.copy(recording)
      progress.show(`${count(pulled.exchanges, 'exchange')} copied`)
    }
  } finally {
    await folder.close()
    progress.clear()
  }
  return pulled
}

interface PullContext {
  readonly store: OpenStore
  readonly wanted: Pulled
  readonly io: Io
}

/** Copies the originals of exchanges that the folder has taken, and notes in the folder which key they are sealed with. */
async function originalsInto(
  folder: DirectoryStore,
  keyId: string,
  { store: { where, postgres, name }, wanted: { directory, loaded }, io }: PullContext,
): Promise<(exchanges: readonly Exchange[]) => Promise<number>> {
  const keys = await findRedactionKeys(directory, loaded.directory, io.env)
  const ring = ringFor(keyId, keys, name)
  await claimFolderKey(directory, ring, keys?.keyFile)
  const onDamage = (damage: Parameters<typeof reportDamage>[1]): void => reportDamage(io, damage)
  const database = { originals: await postgres.openPostgresOriginals(where), name }
  const from = await openOriginals({ recordings: directory, database, ring, onDamage })
  const disk = { recordings: directory, ring, fs: blockingFileSystem, sync: false, onDamage }
  const keep = createOriginalsKeeper(disk, folder)
  return async (exchanges) => copyOriginals(exchanges, from, keep)
}

async function* only(recording: Recording): AsyncGenerator<Recording> {
  yield recording
}
