import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { generateRootKey } from '@ringback/redaction/node'
import type { Contestant, Setup } from '../proxy/contestants/contestant.ts'
import { startRecord, type RecordCommand } from '../proxy/contestants/record-command.ts'

/** `ringback record` with a folder, with PostgreSQL, and with PostgreSQL and two workers. The first is what the others are compared to. */
export function storeContestants(database: string): readonly Contestant[] {
  const nothingMissing = (): undefined => undefined
  return [
    {
      id: 'record',
      title: '`ringback record`, recordings in a folder',
      missing: nothingMissing,
      start: async (setup, folder) => startRecord(setup, folder),
    },
    {
      id: 'store',
      title: '`ringback record --store`',
      missing: nothingMissing,
      start: async (setup, folder) => startRecordInto(`${database}?schema=one_process`, setup, folder),
    },
    {
      id: 'store-workers',
      title: '`ringback record --store --workers 2`',
      missing: nothingMissing,
      start: async (setup, folder) =>
        startRecordInto(`${database}?schema=two_workers`, setup, folder, ['--workers', '2']),
    },
  ]
}

/** Makes the tables, and starts a recorder that fills them. */
export async function startRecordInto(
  store: string,
  setup: Setup,
  folder: string,
  args: readonly string[] = [],
): Promise<RecordCommand> {
  await migrate(setup, store)
  const env = { RINGBACK_STORE: store, RINGBACK_REDACTION_KEY: generateRootKey() }
  return startRecord(setup, folder, { args, env })
}

async function migrate({ command }: Setup, store: string): Promise<void> {
  const env = { ...process.env, RINGBACK_STORE: store }
  await promisify(execFile)(process.execPath, [command, 'store', 'migrate'], { env })
}
