import { conferenceEvent, type WebhookKind } from '@ringback/catalog'

/** What the app can do to a participant: the webhook that tells of it, and the word that subscribes to that. */
export const changeEvents: Readonly<
  Record<string, { readonly kind: WebhookKind; readonly word: string } | undefined>
> = {
  [conferenceEvent.participantMute]: { kind: 'conference.participant-mute', word: 'mute' },
  [conferenceEvent.participantUnmute]: { kind: 'conference.participant-unmute', word: 'mute' },
  [conferenceEvent.participantHold]: { kind: 'conference.participant-hold', word: 'hold' },
  [conferenceEvent.participantUnhold]: { kind: 'conference.participant-unhold', word: 'hold' },
  [conferenceEvent.participantModify]: { kind: 'conference.participant-modify', word: 'modify' },
  [conferenceEvent.announcementEnd]: { kind: 'conference.announcement-end', word: 'announcement' },
  [conferenceEvent.announcementFail]: { kind: 'conference.announcement-fail', word: 'announcement' },
}
