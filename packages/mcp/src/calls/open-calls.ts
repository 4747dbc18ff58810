import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import { RingbackError } from '@ringback/common'
import type { Exchange, ListedRecording, Recording } from '@ringback/recording'
import { openRecordingsReader } from '@ringback/recording/node'
import type { McpOptions } from '../server/mcp-options.ts'

/** The recorded calls of the folder or the database. */
export interface Calls {
  /** The newest first. */
  readonly listed: readonly ListedRecording[]
  /** Files that could not be read. */
  readonly unreadable: number
  readonly read: (listed: ListedRecording) => Promise<Recording | undefined>
}

/**
 * Opens the recordings. Links in a folder lead elsewhere and are not followed. `name`: only the calls that it may name, found sooner than
 * all.
 * @throws {RingbackError} `no-recordings`
 */
export async function openCalls(
  { directory, openReader, beforeReading }: McpOptions,
  name?: string,
): Promise<Calls> {
  await beforeReading?.()
  const reader = await (openReader?.() ?? openRecordingsReader({ directory }))
  const isLink = (file: string): boolean =>
    lstatSync(join(directory, file), { throwIfNoEntry: false })?.isSymbolicLink() === true
  const found = name === undefined ? await reader.list() : await reader.naming([name])
  const listed = [...found].filter(({ files }) => !files.some(isLink)).reverse()
  return { listed, unreadable: reader.damage().length, read: async (each) => reader.read(each) }
}

/**
 * The recording that a tool is asked for: by a CallSid, the start of one, or, where it belongs to no call, the id of its first
 * exchange.
 * @throws {RingbackError} `no-such-call`, `several-calls`, or `not-redacted`.
 */
export async function readCall(name: string, options: McpOptions): Promise<Recording> {
  const { listed, read } = await openCalls(options, name)
  const found = listed.filter(
    ({ summary: { legs, firstId } }) => firstId === name || legs.some((sid) => sid.startsWith(name)),
  )
  const [first, second] = found
  const recording = first === undefined ? undefined : await read(first)
  if (recording === undefined) {
    throw new RingbackError('no-such-call', `No recorded call ${name}.`, {
      remedy: 'Call list_recordings for the calls there are, and pass `call` of one of them.',
    })
  }
  if (second !== undefined) {
    throw new RingbackError('several-calls', `${found.length} recorded calls begin with ${name}.`, {
      remedy: 'Pass more of the CallSid.',
    })
  }
  return requireRedacted(recording, options)
}

/** An exchange of a recorded call by its id. @throws {RingbackError} `no-such-exchange` */
export function exchangeWithId({ exchanges }: Recording, id: string): Exchange {
  const exchange = exchanges.find((each) => each.id === id)
  if (exchange !== undefined) return exchange
  throw new RingbackError('no-such-exchange', `The call has no exchange ${id}.`, {
    remedy: 'Call read_recording for the ids of its exchanges.',
  })
}

/** Whether everything private in a recording was replaced. */
export function isRedacted({ exchanges }: Recording): boolean {
  return exchanges.every(({ redaction }) => redaction !== undefined)
}

function requireRedacted(recording: Recording, { unredacted = false }: McpOptions): Recording {
  if (unredacted || isRedacted(recording)) return recording
  throw new RingbackError(
    'not-redacted',
    'This call was recorded with redaction off, so real numbers and names may be in it. It was not read.',
    { remedy: 'To allow it, a person has to start the server with: ringback mcp --unredacted' },
  )
}
