import { RingbackError } from '@ringback/common'
import type { Exchange, Recording, RecordingsReader } from '@ringback/recording'
import { resolve } from 'node:path'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption } from '../../options/shared.ts'
import { recordingsFolder } from '../../recordings/folder.ts'
import { listSelected } from '../../recordings/select.ts'
import { withReader } from '../../recordings/with-reader.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { assertSameKey } from '../../store/assert-same-key.ts'
import { withStore, type OpenStore } from '../../store/open-store.ts'
import { requireStore, storeOption } from '../../store/store-option.ts'

/** So many recordings are sent before the first of them is waited for. */
const recordingsAtOnce = 50

/** `ringback store push`: copies a folder into the database. */
export const storePushCommand: Command = command({
  positionals: { folder: { type: 'string', describe: 'The folder (default: that of the configuration)' } },
  options: { store: storeOption, recordings: recordingsOption },
  examples: [['ringback store push', 'so that CI and others can replay what you recorded']],
  run: async ({ config, folder, recordings, store }, io) => {
    const loaded = await loadConfig(io, config)
    const directory =
      folder === undefined ? recordingsFolder(recordings, loaded, io) : resolve(io.cwd, folder)
    return withStore(requireStore(store, loaded, io), async (opened) => {
      const pushed = await withReader({ folder: directory }, io, async (reader) =>
        push({ directory, reader }, opened, io),
      )
      io.stderr.write(`${count(pushed, 'exchange')} of ${directory} in ${opened.name}.\n`)
      return exitCode.good
    })
  },
})

interface PushedFolder {
  readonly directory: string
  readonly reader: RecordingsReader
}

/** Copies all recordings. Returns how many exchanges there are. */
async function push({ directory, reader }: PushedFolder, store: OpenStore, io: Io): Promise<number> {
  const { where, postgres, name } = store
  const progress = createProgressLine(io)
  const target = await postgres.openPostgresStore(where)
  let pushed = 0
  let sending: Promise<void>[] = []
  const known = new Set<string>()
  const send = async ({ exchanges }: Recording): Promise<void> => {
    await Promise.all(exchanges.map(async (exchange) => target.append(exchange)))
    pushed += exchanges.length
    progress.show(`${count(pushed, 'exchange')} copied`)
  }
  for (const listed of await listSelected(reader, { place: { folder: directory } })) {
    const recording = await reader.read(listed)
    if (recording === undefined) continue
    for (const keyId of keysOf(recording.exchanges, directory)) {
      if (known.has(keyId)) continue
      assertSameKey(await postgres.claimPostgresKey(where, keyId), keyId, { name, directory })
      known.add(keyId)
    }
    sending.push(send(recording))
    if (sending.length < recordingsAtOnce) continue
    await Promise.all(sending)
    sending = []
  }
  await Promise.all(sending)
  await target.close()
  progress.clear()
  return pushed
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
