import { RingbackError } from '@ringback/common'
import { bytesOf, type Exchange, type Recording } from '@ringback/recording'
import { readRecordings } from '../../recordings/read-recordings.ts'
import type { Io } from '../../shell/io.ts'
import type { RequestToDoctor } from './request-to-doctor.ts'

/**
 * The request of a recorded exchange: the one with that id, or the first of that call whose signature did not match.
 * Throws a `RingbackError` when there is none, or when redaction took away what was signed.
 */
export async function recordedRequest(name: string, directory: string, io: Io): Promise<RequestToDoctor> {
  const recordings = await readRecordings({ directory }, io)
  const exchange = exchangeNamed(name, recordings)
  if (exchange === undefined) {
    throw new RingbackError(
      'no-such-exchange',
      `No exchange ${name} in ${directory}, and no call of that name with a signature that did not match.`,
      { remedy: 'Print the ids of the exchanges of a call: ringback show <call>' },
    )
  }
  if (exchange.redaction !== undefined) {
    throw new RingbackError(
      'exchange-redacted',
      `Exchange ${exchange.id} was redacted, so what Twilio signed is no longer in it.`,
      { remedy: 'Record it with --no-redact, or pass the request by hand. See: ringback doctor --help' },
    )
  }
  const { url, method, headers, body } = exchange.request
  return { url, method, headers, body: bytesOf(body) }
}

function exchangeNamed(name: string, recordings: readonly Recording[]): Exchange | undefined {
  const all = recordings.flatMap(({ exchanges }) => exchanges)
  return (
    all.find(({ id }) => id === name) ??
    all.find(({ callSid, signature }) => callSid?.startsWith(name) === true && signature === 'invalid')
  )
}
