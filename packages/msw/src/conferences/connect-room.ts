import type { ConferenceRow } from '../account/conference-row.ts'

/** Sets who hears whom: those on hold hear nobody and are not heard, those who are muted are not heard. */
export function connectRoom({ conference, participants }: ConferenceRow): void {
  const isOnHold = (callSid: string): boolean => participants.get(callSid)?.hold ?? false
  for (const { leg, muted } of conference.participants) {
    leg.others.clear()
    if (muted || isOnHold(leg.sid)) continue
    for (const other of conference.participants) {
      if (other.leg !== leg && !isOnHold(other.leg.sid)) leg.others.add(other.leg)
    }
  }
}
