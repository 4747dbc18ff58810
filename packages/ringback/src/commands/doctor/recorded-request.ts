import { bytesOf, type Exchange, type Recording } from '@ringback/recording'
import { openRecordings, readSelected } from '../../recordings/select.ts'
import type { Io } from '../../shell/io.ts'
import { UserError } from '../../shell/user-error.ts'
import type { RequestToDoctor } from './doctor.ts'

/**
 * The request of a recorded exchange: the one with that id, or the first of that call whose signature did not match.
 * Throws a `UserError` when there is none, or when redaction took away what was signed.
 */
export async function recordedRequest(name: string, directory: string, io: Io): Promise<RequestToDoctor> {
  const store = await openRecordings(directory, 'read', io)
  const recordings = await readSelected(store, { directory })
  await store.close()
  const exchange = exchangeNamed(name, recordings)
  if (exchange === undefined) {
    throw new UserError(
      `${directory} holds no exchange ${name}, and no call of that name with a signature that did not match.`,
      '`ringback show CALL` prints the ids.',
    )
  }
  if (exchange.redaction !== undefined) {
    throw new UserError(
      `Exchange ${exchange.id} was redacted: what Twilio signed is not in it any more.`,
      'Record it with --no-redact, or give the request by hand: ringback doctor --help.',
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
