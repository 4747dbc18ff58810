import { conferenceEvent, type WebhookKind } from '@ringback/catalog'

/** The changes that the app can make to a participant: the webhook of each, and its word in `statusCallbackEvent`. */
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
