import { parameter, recordingStatus, recordingUrl, sidPrefix } from '@ringback/catalog'
import type { Case, Facet } from '../../kind/facet.ts'
import { hexOf, integerOf, type DetailSeed } from '../../forms/detail-seed.ts'
import { isRequired, type KindShape } from '../../kind/kind-shape.ts'
import { knownValues } from '../../values/grammar-forms.ts'

/** The status of a recording callback and what depends on it. Only a completed recording has a duration. */
export function recordingCallbackFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.RecordingStatus)
  const values = row === undefined ? undefined : knownValues(row)
  if (row === undefined || values === undefined) return []
  const error = shape.rowOf(parameter.ErrorCode)
  shape.claim(row.name, parameter.RecordingDuration, parameter.ErrorCode)
  const statusSlot = shape.slotOf(row.name)
  const durationSlot = shape.slotOf(parameter.RecordingDuration)
  const errorSlot = shape.slotOf(parameter.ErrorCode)
  const [plain, ...others] = values
  const reached = (value: string): Case => ({
    name: value,
    apply: (draft, seed: DetailSeed) => {
      const isCompleted = value === recordingStatus.completed
      draft.values[statusSlot] = value
      if (isCompleted) draft.values[durationSlot] = String(seed === 0 ? 11 : integerOf(seed, 1, 3600))
      if (errorSlot >= 0 && (isCompleted || error === undefined || isRequired(error)))
        draft.values[errorSlot] = '0'
      return true
    },
  })
  return [{ name: row.name, cases: [reached(plain), ...others.map(reached)] }]
}

/** The URL of a recording that is always sent: made of the SIDs, or in a bucket of the customer's. */
export function recordingUrlFacets(shape: KindShape): readonly Facet[] {
  const row = shape.rowOf(parameter.RecordingUrl)
  if (row === undefined || row.presence !== 'always') return []
  shape.claim(row.name)
  const [url = -1, account = -1, recording = -1] = [
    row.name,
    parameter.AccountSid,
    parameter.RecordingSid,
  ].map(shape.slotOf)
  const at = (name: string, urlOf: (accountSid: string, recordingSid: string) => string): Case => ({
    name,
    apply: (draft, seed) => {
      const accountSid = draft.values[account] ?? sidPrefix.account + hexOf(0, 32)
      draft.values[url] = urlOf(accountSid, draft.values[recording] ?? sidPrefix.recording + hexOf(seed, 32))
      return true
    },
  })
  return [
    {
      name: row.name,
      cases: [
        at('twilio', recordingUrl),
        at('http', (accountSid, recordingSid) =>
          recordingUrl(accountSid, recordingSid).replace('https:', 'http:'),
        ),
        at(
          'own-bucket',
          (accountSid, recordingSid) => `https://recordings.s3.amazonaws.com/${accountSid}/${recordingSid}`,
        ),
      ],
    },
  ]
}
