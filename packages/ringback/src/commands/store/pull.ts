import { RingbackError } from '@ringback/common'
import type { Recording } from '@ringback/recording'
import { openDirectoryStore } from '@ringback/recording/node'
import { keyOfFolder } from '@ringback/redaction/node'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { recordingsOption } from '../../options/shared.ts'
import { reportDamage } from '../../recordings/damage.ts'
import { folderUnusable, recordingsFolder } from '../../recordings/folder.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { createProgressLine } from '../../reporters/progress-line.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { assertSameKey } from '../../store/assert-same-key.ts'
import { withStore, type OpenStore } from '../../store/open-store.ts'
import { requireStore, storeOption } from '../../store/store-option.ts'

/** `ringback store pull`: copies recordings out of the database. */
export const storePullCommand: Command = command({
  positionals: {
    call: { type: 'string', describe: 'The CallSid of a leg, as it is recorded (default: all)' },
  },
  options: { store: storeOption, recordings: recordingsOption },
  examples: [['ringback store pull', 'in CI, before ringback replay: what the team has recorded']],
  run: async ({ config, call, recordings, store }, io) => {
    const loaded = await loadConfig(io, config)
    const directory = recordingsFolder(recordings, loaded, io)
    await settleFirst({ folder: directory }, io)
    return withStore(requireStore(store, loaded, io), async (opened) => {
      const pulled = await pull(opened, { call, directory }, io)
      io.stderr.write(`${count(pulled, 'exchange')} of ${opened.name} in ${directory}.\n`)
      return exitCode.good
    })
  },
})

async function pull(
  { where, postgres, name }: OpenStore,
  { call, directory }: { readonly call: string | undefined; readonly directory: string },
  io: Io,
): Promise<number> {
  const source = await postgres.openPostgresStore(where)
  const keys = [await postgres.postgresKey(where), (await keyOfFolder(directory))?.keyId] as const
  if (keys[0] !== undefined && keys[1] !== undefined) assertSameKey(keys[0], keys[1], { name, directory })
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
  let pulled = 0
  try {
    for await (const { exchanges } of one === undefined ? source.list() : only(one)) {
      await Promise.all(exchanges.map(async (exchange) => folder.append(exchange)))
      pulled += exchanges.length
      progress.show(`${count(pulled, 'exchange')} copied`)
    }
  } finally {
    await folder.close()
    progress.clear()
  }
  return pulled
}

async function* only(recording: Recording): AsyncGenerator<Recording> {
  yield recording
}
