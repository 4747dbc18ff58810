import { recordingsOf, recordingVersion, type Exchange, type Recording } from '@ringback/recording'

/** One recording of everything that was sent, also when it belongs to several calls. */
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
