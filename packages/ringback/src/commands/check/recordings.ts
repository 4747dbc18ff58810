import { visible } from '@ringback/common'
import { relative } from 'node:path'
import type { Damage } from '@ringback/recording'
import type { PrivateShape } from '@ringback/redaction'
import { settleSettingsOf } from '@ringback/redaction/node'
import { loadConfig } from '../../config/load-config.ts'
import { count } from '../../format/count.ts'
import { storeOption } from '../../options/shared.ts'
import { placeName, recordingsPlace, type RecordingsPlace } from '../../recordings/place.ts'
import { withReader } from '../../recordings/with-reader.ts'
import type { JudgedCase } from '../../reporters/judged.ts'
import type { ReportItem } from '../../reporters/reporter.ts'
import { reportRun, type RunEnd } from '../../reporters/report-run.ts'
import { reporterOptions } from '../../reporters/reporter-options.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { checkedFiles, checkedRecording, type CheckedFile } from './private-values.ts'

/**
 * `ringback check recordings`: reads every recording, so that a pipeline finds damage before a replay misses it, and looks for
 * what should not be in them.
 */
export const checkRecordingsCommand: Command = command({
  positionals: {
    folder: {
      type: 'string',
      describe: 'Folder of the recordings (default: `recordings` in ringback.config.ts, or recordings)',
    },
  },
  options: { store: storeOption, ...reporterOptions },
  examples: [['ringback check recordings', 'in CI, before ringback replay']],
  run: (options, io) =>
    reportRun(checked(options, io), { title: 'ringback check recordings', options, io, noun: 'recording' }),
})

interface Options {
  readonly folder?: string | undefined
  readonly store?: string | undefined
  readonly config?: string | undefined
}

async function* checked(
  { folder, store, config }: Options,
  io: Io,
): AsyncGenerator<ReportItem, RunEnd, undefined> {
  const loaded = await loadConfig(io, config)
  const place = recordingsPlace({ recordings: folder, store }, loaded, io)
  const { redaction } = await settleSettingsOf(place.folder)
  const recorded = redaction === 'off' ? [] : (redaction.ownNumbers ?? [])
  const ownNumbers = [...(loaded.config.ownNumbers ?? []), ...recorded]
  const { calls, exchanges, damage, files } = await readAll(place, ownNumbers, io)
  if (damage.length > 0) yield { cases: damage.map((each) => damagedCase(each, io)) }
  for await (const file of files ?? checkedFiles(place.folder, ownNumbers)) {
    const event = files === undefined ? { ...file, file: relative(io.cwd, file.file) } : file
    yield { event, lines: () => linesOf(visible(event)), cases: [caseOf(event)] }
  }
  const bad = damage.length === 0 ? '' : `, ${count(damage.length, 'damaged file')}`
  const summary = `${placeName(place)}: ${count(calls, 'recording')}, ${count(exchanges, 'exchange')}${bad}.`
  yield { lines: () => [summary] }
  return damage.length === 0 ? {} : { exit: exitCode.couldNotRun }
}

interface ReadRecordings {
  readonly calls: number
  readonly exchanges: number
  readonly damage: readonly Damage[]
  /** Of a database, which has no files: each recording, under its CallSid or the id of its first exchange. */
  readonly files: readonly CheckedFile[] | undefined
}

/** Reads every recording. */
async function readAll(
  place: RecordingsPlace,
  ownNumbers: readonly string[],
  io: Io,
): Promise<ReadRecordings> {
  return withReader(place, io, async (reader) => {
    let calls = 0
    let exchanges = 0
    const files: CheckedFile[] = []
    for (const listed of await reader.list()) {
      calls += 1
      const recording = await reader.read(listed)
      exchanges += recording?.exchanges.length ?? 0
      if (place.store !== undefined && recording !== undefined)
        files.push(checkedRecording(recording, ownNumbers))
    }
    return {
      calls,
      exchanges,
      damage: reader.damage(),
      files: place.store === undefined ? undefined : files,
    }
  })
}

const words: Readonly<Record<PrivateShape, string>> = {
  card: 'A card number',
  iban: 'An IBAN',
  jwt: 'A JSON Web Token',
  key: 'A credential of a well-known service',
  number: 'A telephone number that may belong to somebody',
  password: 'A user name and password in a URL',
  'private-key': 'A key or certificate in PEM',
}
const remedy = 'Record with redaction, or replace it by hand'

function linesOf({ file, found }: CheckedFile): readonly string[] {
  return found.map(({ shape, line }) => `${file}:${line}  ${words[shape]} (${shape}). ${remedy}.`)
}

function damagedCase({ where, line, reason }: Damage, io: Io): JudgedCase {
  const file = relative(io.cwd, where)
  const problem = { code: 'damaged-recording', severity: 'error', message: reason, file } as const
  const problems = [{ ...problem, ...(line !== undefined && { line }) }]
  return { suite: 'recordings', name: file, verdict: 'failed', seconds: 0, problems }
}

function caseOf({ file, found }: CheckedFile): JudgedCase {
  return {
    suite: 'recordings',
    name: file,
    verdict: found.length === 0 ? 'passed' : 'failed',
    seconds: 0,
    problems: found.map(({ shape, line }) => ({
      code: `private-${shape}`,
      severity: 'error',
      message: `${words[shape]}. ${remedy}.`,
      file,
      line,
    })),
  }
}
