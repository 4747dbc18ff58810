import type { WebhookKind } from '../webhooks.gen.ts'

/** Kinds that may have the same parameters, so that only the URL of the request tells them apart. */
export interface IndistinguishableKinds {
  /** The kind that `classify` returns when no kind is expected on the URL. */
  readonly preferred: WebhookKind
  readonly others: readonly WebhookKind[]
  /** When their parameters are the same. */
  readonly when: string
}

/** All groups of kinds that may have the same parameters. */
export const indistinguishableKinds: readonly IndistinguishableKinds[] = [
  {
    preferred: 'voice.incoming-pstn',
    others: ['voice.incoming-byoc-trunk', 'voice.trunk-disaster-recovery', 'connect.conversation-status'],
    when: 'CallStatus=ringing, Direction=inbound, and the far end is a number',
  },
  {
    preferred: 'voice.incoming-pstn',
    others: ['payments-api.status', 'client.push-notification', 'user-defined-message', 'voice.redirect'],
    when: 'no more than AccountSid and CallSid came, or a redirect while the call still rings',
  },
  {
    preferred: 'voice.redirect',
    others: [
      'conference.wait-url',
      'participant.announce-url',
      'participant.hold-url',
      'connect.stream-action',
      'start.action',
      'connect.conversation-status',
      'gather.action',
      'gather.partial-result',
      'sms-verb.action',
    ],
    when: 'CallStatus=in-progress, and no parameter of the verb came: a Gather without input, a wait, an announcement',
  },
  {
    preferred: 'voice.outbound-api-twiml',
    others: [
      'voice.redirect',
      'conference.wait-url',
      'participant.announce-url',
      'participant.hold-url',
      'connect.stream-action',
      'start.action',
      'connect.conversation-status',
      'gather.action',
      'gather.partial-result',
      'sms-verb.action',
    ],
    when: 'the same, with Direction=outbound-api: the first request of the call, or any later one',
  },
  {
    preferred: 'gather.action',
    others: ['voice.redirect'],
    when: 'a redirect that carries msg=Gather End',
  },
  {
    preferred: 'gather.action',
    others: ['gather.partial-result'],
    when: 'Language came, and no result with it',
  },
  {
    preferred: 'status.incoming-number',
    others: ['status.sip-domain', 'connect.stream-action', 'connect.conversation-status'],
    when: 'CallStatus=completed, no parameter of a verb came, and no address tells that a SIP domain was called',
  },
  {
    preferred: 'record.action',
    others: ['status.incoming-number'],
    when: 'CallStatus=completed with RecordingUrl and RecordingDuration, and nothing that only a status has, such as CallDuration',
  },
  {
    preferred: 'status.rest-call',
    others: [
      'status.participant-call',
      'gather.partial-result',
      'voice.redirect',
      'connect.stream-action',
      'connect.conversation-status',
    ],
    when: 'Direction=outbound-api, and the call rings or is over; a participant may show by ConferenceSid',
  },
  {
    preferred: 'recording.outbound-api',
    others: ['recording.participant'],
    when: 'RecordingSource=OutboundAPI',
  },
  {
    preferred: 'recording.start-call-recording',
    others: ['recording.participant'],
    when: 'RecordingSource=StartCallRecordingAPI',
  },
  {
    preferred: 'pay.action',
    others: ['payments-api.status'],
    when: 'the outcome of a payment without the Sid of its session',
  },
]
