import { RingbackError } from '@ringback/common'
import type { Exchange, Recording, RecordingsReader } from '@ringback/recording'
import { openRecordingsReader } from '@ringback/recording/node'
import type { McpOptions } from '../server/mcp-options.ts'

/**
 * Opens the recordings. Links in a folder lead elsewhere and are not followed.
 * @throws {RingbackError} `no-recordings`
 */
export async function openCalls({
  directory,
  openReader,
  beforeReading,
}: McpOptions): Promise<RecordingsReader> {
  await beforeReading?.()
  return openReader?.() ?? openRecordingsReader({ directory, ignoreLinks: true })
}

/**
 * The recording that a tool is asked for: by a CallSid, the start of one, or, where it belongs to no call, the id of its first
 * exchange.
 * @throws {RingbackError} `no-such-call`, `several-calls`, or `not-redacted`.
 */
export async function readCall(name: string, options: McpOptions): Promise<Recording> {
  const reader = await openCalls(options)
  const found = (await reader.naming([name])).filter(
    ({ summary: { legs, firstId } }) => firstId === name || legs.some((sid) => sid.startsWith(name)),
  )
  const [first, second] = found
  const recording = first === undefined ? undefined : await reader.read(first)
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
