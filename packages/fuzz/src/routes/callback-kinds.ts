import type { WebhookKind } from '@ringback/catalog'
import { element } from '@ringback/twiml'

/** The kinds of webhooks that go to the URL in an attribute (`#text`: in the text) of an element. */
export const callbackKinds: Readonly<Record<string, Readonly<Record<string, readonly WebhookKind[]>>>> = {
  [element.Gather]: { action: ['gather.action'], partialResultCallback: ['gather.partial-result'] },
  [element.Record]: {
    action: ['record.action'],
    recordingStatusCallback: ['recording.record-verb'],
    transcribeCallback: ['transcribe.callback'],
  },
  [element.Dial]: {
    action: ['dial.action'],
    referUrl: ['dial.refer-url'],
    recordingStatusCallback: ['recording.dial'],
  },
  [element.Number]: { url: ['dial.number-url'], statusCallback: ['status.dial-number'] },
  [element.Client]: { url: ['dial.client-url'], statusCallback: ['status.dial-client'] },
  [element.Sip]: { url: ['dial.sip-url'], statusCallback: ['status.dial-sip'] },
  [element.WhatsApp]: { url: ['dial.whatsapp-url'], statusCallback: ['status.dial-whatsapp'] },
  [element.Application]: { statusCallback: ['status.dial-application'] },
  [element.Conference]: {
    waitUrl: ['conference.wait-url'],
    recordingStatusCallback: ['recording.conference'],
  },
  [element.Queue]: { url: ['dial.queue-url'] },
  [element.Enqueue]: { action: ['enqueue.action'], waitUrl: ['enqueue.wait-url'] },
  [element.Refer]: { action: ['refer.action'] },
  [element.Pay]: { action: ['pay.action'], statusCallback: ['pay.status'] },
  [element.Sms]: { action: ['sms-verb.action'], statusCallback: ['sms-verb.status'] },
  [element.Stream]: {
    statusCallback: ['stream.stream-started', 'stream.stream-stopped', 'stream.stream-error'],
  },
  [element.Transcription]: {
    statusCallbackUrl: [
      'transcription.started',
      'transcription.content',
      'transcription.stopped',
      'transcription.error',
    ],
  },
  [element.Siprec]: { statusCallback: ['siprec.status'] },
  [element.Recording]: { recordingStatusCallback: ['recording.start-call-recording'] },
}

/** The kinds of a Conference's status callback, by the word in `statusCallbackEvent`. */
export const conferenceEventKinds: ReadonlyMap<string, readonly WebhookKind[]> = new Map(
  Object.entries({
    start: ['conference.conference-start'],
    end: ['conference.conference-end'],
    join: ['conference.participant-join'],
    leave: ['conference.participant-leave'],
    mute: ['conference.participant-mute', 'conference.participant-unmute'],
    hold: ['conference.participant-hold', 'conference.participant-unhold'],
    modify: ['conference.participant-modify'],
    speaker: ['conference.participant-speech-start', 'conference.participant-speech-stop'],
    announcement: ['conference.announcement-end', 'conference.announcement-fail'],
  }),
)

/** The kinds of a Connect's action, by the noun in it. */
export const connectActionKinds: Readonly<Record<string, WebhookKind>> = {
  [element.Stream]: 'connect.stream-action',
  [element.ConversationRelay]: 'connect.conversationrelay-action',
  [element.VirtualAgent]: 'connect.virtualagent-action',
}
