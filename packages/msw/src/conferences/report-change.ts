import { parameter, type ConferenceEvent, type WebhookKind, formatRfc2822 } from '@ringback/catalog'
import { emit, notify, participantValues, type Participant } from '@ringback/simulator/engine'
import type { Account } from '../account/account.ts'
import type { ConferenceRow } from '../account/conference-row.ts'
import { changeEvents } from '../data/conference-changes.ts'

/** Logs a change of a participant, and sends the callback if it subscribes to that. */
export function reportChange(
  { simulation }: Account,
  row: ConferenceRow,
  participant: Participant,
  event: ConferenceEvent,
): void {
  const { conference } = row
  const { leg } = participant
  emit(simulation, leg, { type: 'conference', conference: conference.name, event })
  const change = changeEvents[event]
  const { subscription } = conference
  if (change === undefined || subscription?.events.includes(change.word) !== true) return
  const kind: WebhookKind = change.kind
  notify(simulation, leg, {
    kind,
    url: subscription.url,
    method: subscription.method,
    values: {
      [parameter.ConferenceSid]: conference.sid,
      [parameter.FriendlyName]: conference.name,
      [parameter.SequenceNumber]: String(conference.sequence),
      [parameter.Timestamp]: formatRfc2822(simulation.clock.now()),
      [parameter.StatusCallbackEvent]: event,
      ...participantValues(participant),
      [parameter.Hold]: String(row.participants.get(leg.sid)?.hold ?? false),
    },
  })
  conference.sequence += 1
}
