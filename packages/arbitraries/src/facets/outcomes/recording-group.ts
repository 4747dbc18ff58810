import { parameter, recordingUrl, sidPrefix } from '@ringback/catalog'
import type { Draft } from '../../kind/draft.ts'
import { absent, type Case, type Facet } from '../../kind/facet.ts'
import { hexOf, integerOf, type DetailSeed } from '../../forms/detail-seed.ts'
import type { KindShape } from '../../kind/kind-shape.ts'
import type { Need } from '../parameter-facet.ts'

/** The recording of a call or of its dialled leg, where one was asked for. */
export function recordingGroupFacet(shape: KindShape, need: Need): Facet {
  const { RecordingUrl, RecordingSid, RecordingDuration, AccountSid } = parameter
  shape.claim(RecordingUrl, RecordingSid, RecordingDuration)
  const [url = -1, sid = -1, duration = -1, account = -1] = [
    RecordingUrl,
    RecordingSid,
    RecordingDuration,
    AccountSid,
  ].map(shape.slotOf)
  const recorded = (
    name: string,
    urlOf: (accountSid: string, recordingSid: string) => string | undefined,
  ): Case => ({
    name,
    apply: (draft: Draft, seed: DetailSeed) => {
      if (!need(draft)) return false
      const recordingSid = sidPrefix.recording + hexOf(seed, 32)
      draft.values[url] = urlOf(draft.values[account] ?? '', recordingSid)
      draft.values[sid] = recordingSid
      draft.values[duration] = String(seed === 0 ? 12 : integerOf(seed, 1, 600))
      return true
    },
  })
  return {
    name: RecordingUrl,
    cases: [
      absent,
      recorded('recorded', recordingUrl),
      recorded('recorded-http', (accountSid, recordingSid) =>
        recordingUrl(accountSid, recordingSid).replace('https:', 'http:'),
      ),
      // Seen: no URL when recordings are stored in a bucket of the customer's.
      recorded('recorded-without-url', () => undefined),
    ],
  }
}
