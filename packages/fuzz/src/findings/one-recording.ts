import { recordingsOf, recordingVersion, type Exchange, type Recording } from '@ringback/recording'

/** One recording of all that was sent, even where it is about several calls. */
export function oneRecording(exchanges: readonly Exchange[]): Recording {
  const recordings = recordingsOf(exchanges)
  const [first] = recordings
  if (first !== undefined && recordings.length === 1) return first
  return {
    version: recordingVersion,
    callSid: first?.callSid ?? null,
    legs: recordings.flatMap(({ legs }) => legs),
    exchanges,
  }
}
