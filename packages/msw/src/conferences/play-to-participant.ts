import { conferenceEvent } from '@ringback/catalog'
import {
  createScope,
  Interrupted,
  runDocuments,
  runLeg,
  type Participant,
  type Target,
} from '@ringback/simulator/engine'
import type { Account } from '../account/account.ts'
import type { ConferenceRow } from '../account/conference-row.ts'
import { reportChange } from './report-change.ts'

/** Plays a document to a participant, until it is done or the returned function is called. */
export function playTo(
  { simulation }: Account,
  { leg }: Participant,
  kind: 'participant.announce-url' | 'participant.hold-url',
  target: Target,
): { readonly done: Promise<boolean>; readonly stop: () => void } {
  const scope = createScope()
  const detach = leg.control.onEnd((ending) => scope.end(ending))
  const run = runDocuments(
    { simulation, leg, scope, place: 'conference-wait-url', runLeg },
    { type: 'request', request: { kind, ...target } },
  )
  const done = run
    .then((end) => end !== 'failed')
    .catch((error: unknown) => {
      if (!(error instanceof Interrupted)) throw error
      return false
    })
    .finally(detach)
  return { done, stop: () => scope.end({ type: 'enough' }) }
}

/** Plays an announcement to participants, and reports its end. */
export function announce(
  account: Account,
  row: ConferenceRow,
  participants: readonly Participant[],
  target: Target,
): void {
  for (const participant of participants) {
    void playTo(account, participant, 'participant.announce-url', target).done.then((isPlayed) => {
      const event = isPlayed ? conferenceEvent.announcementEnd : conferenceEvent.announcementFail
      reportChange(account, row, participant, event)
    })
  }
}
