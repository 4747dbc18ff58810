import { RingbackError } from '@ringback/common'
import { bytesOf, type Exchange, type ListedRecording, type RecordingsReader } from '@ringback/recording'
import type { LoadedConfig } from '../../config/load-config.ts'
import { redactionMeans } from '../../recordings/redaction-means.ts'
import { placeName, type RecordingsPlace } from '../../recordings/place.ts'
import { isSelected, selectionOf } from '../../recordings/select.ts'
import { withReader } from '../../recordings/with-reader.ts'
import type { Io } from '../../shell/io.ts'
import type { RequestToDoctor } from './request-to-doctor.ts'

/** A recorded request as Twilio sent it, and as it stands in the recording. */
export interface RecordedRequest {
  readonly request: RequestToDoctor
  /** Its URL as it may be shown: redacted where the recording is. */
  readonly shownUrl: string
}

/**
 * The request of a recorded exchange: the one with that id, or the first of that call whose signature did not match. Where
 * the recording is redacted it is the original. Throws a `RingbackError` when there is none.
 */
export async function recordedRequest(
  name: string,
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): Promise<RecordedRequest> {
  const selection = await selectionOf(name, place, loaded, io)
  const exchange = await withReader(selection.place, io, async (reader) => {
    const all = [...(await reader.list())]
    const ofCalls = all.filter((listed) => isSelected(listed, selection))
    return ofCalls.length > 0 ? firstInvalid(ofCalls, reader) : withId(name, all, reader)
  })
  if (exchange === undefined) {
    throw new RingbackError(
      'no-such-exchange',
      `No exchange ${name} in ${placeName(selection.place)}, and no call of that name with a signature that did not match.`,
      { remedy: 'Print the ids of the exchanges of a call: ringback show <call>' },
    )
  }
  const signed = await asSigned(exchange, selection.place, loaded, io)
  const { url, method, headers, body } = signed.request
  return { request: { url, method, headers, body: bytesOf(body) }, shownUrl: exchange.request.url }
}

/** Ids sort by time, so that an exchange is in one of the recordings that begin before it, most likely the last. */
async function withId(
  id: string,
  all: readonly ListedRecording[],
  reader: RecordingsReader,
): Promise<Exchange | undefined> {
  const before = all.filter(({ summary }) => summary.firstId <= id)
  for (const listed of before.toSorted((a, b) => (a.summary.firstId < b.summary.firstId ? 1 : -1))) {
    const found = (await reader.read(listed))?.exchanges.find((exchange) => exchange.id === id)
    if (found !== undefined) return found
  }
  return undefined
}

async function firstInvalid(
  calls: readonly ListedRecording[],
  reader: RecordingsReader,
): Promise<Exchange | undefined> {
  for (const listed of calls) {
    const found = (await reader.read(listed))?.exchanges.find(({ signature }) => signature === 'invalid')
    if (found !== undefined) return found
  }
  return undefined
}

async function asSigned(
  exchange: Exchange,
  place: RecordingsPlace,
  loaded: LoadedConfig,
  io: Io,
): Promise<Exchange> {
  if (exchange.redaction === undefined) return exchange
  const keyIds = new Set([exchange.redaction.keyId])
  const { originalOf, missing } = await redactionMeans(keyIds, { place, loaded, requireKey: false }, io)
  const original = await originalOf(exchange)
  if (original !== null) return original
  throw new RingbackError(
    'exchange-redacted',
    `Exchange ${exchange.id} was redacted, so what Twilio signed is no longer in it, and its original is missing.`,
    {
      remedy:
        missing === undefined
          ? 'Originals stay on the machine that recorded, unless they are committed. Or pass the request by hand. See: ringback doctor --help'
          : 'Set RINGBACK_REDACTION_KEY to open the original. Or pass the request by hand. See: ringback doctor --help',
    },
  )
}
