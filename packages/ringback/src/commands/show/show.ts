import { printableJson, RingbackError, visible } from '@ringback/common'
import { recordingsOf, type Recording } from '@ringback/recording'
import { loadConfig } from '../../config/load-config.ts'
import { writeLines } from '../../format/write-lines.ts'
import {
  callArgument,
  formatOption,
  redactionOptions,
  recordingsOption,
  storeOption,
} from '../../options/shared.ts'
import type { RedactedFolder } from '../../recordings/redaction-means.ts'
import { requireTerminalToReveal } from '../../recordings/require-terminal.ts'
import { readRecordings } from '../../recordings/read-recordings.ts'
import { recordingsPlace } from '../../recordings/place.ts'
import { listSelected, selectionOf, type Selection } from '../../recordings/select.ts'
import { settleFirst } from '../../recordings/settle-first.ts'
import { withReader } from '../../recordings/with-reader.ts'
import type { Terminal } from '../../reporters/reporter.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { linesOfCalls } from './list.ts'

/** `ringback show`: the recorded calls, or one of them as a transcript. */
export const showCommand: Command = command({
  positionals: {
    call: {
      ...callArgument,
      describe: 'A CallSid or the start of one, a number, a recording file, or a folder',
    },
  },
  options: {
    all: { type: 'boolean', default: false, describe: 'Show the transcripts of all calls' },
    follow: {
      type: 'boolean',
      alias: 'f',
      default: false,
      describe:
        'Go on with what is recorded from now on, until Ctrl-C; with --format json a line for each exchange',
    },
    reveal: {
      ...redactionOptions.reveal,
      describe: 'Show the originals with their real values, on the terminal only',
    },
    recordings: recordingsOption,
    store: storeOption,
    format: formatOption,
  },
  examples: [
    ['ringback show', 'the recorded calls'],
    ['ringback show CA51c7', 'what the caller heard, step by step'],
    ['ringback show --follow', 'each webhook as it is recorded, beside a running `ringback record`'],
    ['ringback show +14155550100', 'the calls of a number, found by its pseudonym'],
  ],
  run: async ({ call, config, recordings, store, all, follow, reveal, format }, io) => {
    if (reveal) requireTerminalToReveal(io)
    const loaded = await loadConfig(io, config)
    const place = recordingsPlace({ recordings, store }, loaded, io)
    const selection = await selectionOf(call, place, loaded, io)
    if (follow) return followed(selection, { all, reveal, format }, io)
    const terminal = { styles: stylesFor(io, 'stdout'), columns: io.columns }
    const one = all || selection.name !== undefined
    if (format === 'pretty' && !one) {
      await withReader(selection.place, io, async (reader) =>
        writeLines(linesOfCalls(await listSelected(reader, selection), terminal), io.stdout),
      )
      return exitCode.good
    }
    const selected = await readRecordings(selection, io)
    const shown = reveal ? await revealed(selected, { place: selection.place, loaded }, io) : selected
    const text = format === 'json' ? printableJson(shown, 2) : await transcripts(shown, terminal)
    io.stdout.write(`${text}\n`)
    return exitCode.good
  },
})

interface FollowOptions {
  readonly all: boolean
  readonly reveal: boolean
  readonly format: 'pretty' | 'json'
}

/** Shows what there is of a call that is named, and then goes on. */
async function followed(
  selection: Selection,
  { all, reveal, format }: FollowOptions,
  io: Io,
): Promise<ExitCode> {
  if (reveal || all) {
    const other = reveal ? '--reveal' : '--all'
    throw new RingbackError('follow-with-other', `--follow and ${other} cannot be used together.`, {
      remedy: `Remove ${other}.`,
    })
  }
  await settleFirst(selection.place, io)
  const terminal = { styles: stylesFor(io, 'stdout'), columns: io.columns }
  const known = selection.name === undefined ? [] : await recordedOf(selection, io)
  if (format === 'json')
    for (const exchange of known.flatMap(({ exchanges }) => exchanges))
      io.stdout.write(`${printableJson(exchange)}\n`)
  else if (known.length > 0) io.stdout.write(`${await transcripts(known, terminal)}\n`)
  const { follow } = await import('./follow.ts')
  return follow({ selection, format, terminal, known: known.flatMap(({ exchanges }) => exchanges) }, io)
}

/** The recordings of a call that there are; none, where it is still to come. */
async function recordedOf(selection: Selection, io: Io): Promise<readonly Recording[]> {
  try {
    return await readRecordings(selection, io)
  } catch (error) {
    if (error instanceof RingbackError && ['no-such-call', 'no-recordings'].includes(error.code)) return []
    throw error
  }
}

/** What a transcript needs to know about Twilio takes time to load, and a list needs none of it. */
async function transcripts(recordings: readonly Recording[], terminal: Terminal): Promise<string> {
  const { transcript } = await import('./transcript.ts')
  return recordings.map((recording) => transcript(visible(recording), terminal)).join('\n\n')
}

/** The recordings with the originals of their exchanges in place, as far as they are at hand. */
async function revealed(
  recordings: readonly Recording[],
  folder: Omit<RedactedFolder, 'requireKey'>,
  io: Io,
): Promise<readonly Recording[]> {
  const { keyIdsOf, redactionMeans } = await import('../../recordings/redaction-means.ts')
  const { originalOf, missing } = await redactionMeans(
    keyIdsOf(recordings),
    { ...folder, requireKey: false },
    io,
  )
  if (missing !== undefined) {
    throw new RingbackError('no-redaction-key', missing, {
      remedy: 'Real values are sealed with that key.',
    })
  }
  return Promise.all(
    recordings.map(async (recording) => {
      const exchanges = await Promise.all(
        recording.exchanges.map(async (exchange) => (await originalOf(exchange)) ?? exchange),
      )
      return { ...(recordingsOf(exchanges)[0] ?? recording), exchanges }
    }),
  )
}
