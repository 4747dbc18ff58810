import type { AddressScheme } from '../values/parse-address.ts'
import { callStatus, type CallStatus } from '../values.gen.ts'
import type { ParameterName, WebhookKind } from '../webhooks.gen.ts'

/** What tells a kind from others besides the names and values of its parameters. */
export interface KindSignal {
  /** The forms that its addresses have; any other known form speaks against the kind. */
  readonly from?: readonly AddressScheme[]
  readonly to?: readonly AddressScheme[]
  /** At least one of these comes with the kind, though each of them is conditional. */
  readonly anyOf?: readonly ParameterName[]
  /** Values of `CallStatus` that are possible and rare. */
  readonly rarely?: readonly CallStatus[]
}

/** Parameters that only callbacks on a call's progress have. */
export const progressParameters: readonly ParameterName[] = [
  'CallbackSource',
  'Timestamp',
  'SequenceNumber',
  'CallDuration',
  'Duration',
]

const phone = ['pstn', 'short-code', 'withheld'] as const

/** The signals, by kind (docs/facts/webhooks.md, section 1; docs/facts/webhooks.md, section 2.2). */
export const kindSignals: { readonly [Kind in WebhookKind]?: KindSignal } = {
  'voice.incoming-pstn': { from: [...phone, 'empty'], to: phone },
  'voice.incoming-sip-domain': { to: ['sip'] },
  'voice.incoming-client-app': { from: ['client'], anyOf: ['ApplicationSid'] },
  'voice.incoming-byoc-trunk': { from: phone, to: phone },
  'voice.trunk-disaster-recovery': { from: phone, to: phone },
  'voice.incoming-whatsapp': { from: ['whatsapp'], to: ['whatsapp'] },
  'voice.redirect': { rarely: [callStatus.ringing] },
  'voice.fallback': { anyOf: ['ErrorCode', 'ErrorUrl'] },
  'dial.application': { to: ['app'] },
  'dial.number-url': { to: phone },
  'dial.client-url': { to: ['client'] },
  'dial.sip-url': { to: ['sip'] },
  'dial.whatsapp-url': { to: ['whatsapp'] },
  'gather.action': { anyOf: ['Digits', 'SpeechResult', 'FinishedOnKey', 'msg', 'Confidence'] },
  'record.action': { anyOf: ['RecordingUrl', 'RecordingSid', 'RecordingDuration'] },
  'dial.action': {
    anyOf: ['DialCallStatus', 'DialStatus', 'DialCallSid', 'DialCallDuration', 'DialSipResponseCode'],
  },
  'gather.partial-result': { anyOf: ['UnstableSpeechResult', 'StableSpeechResult'] },
  'payments-api.status': {
    anyOf: ['PaymentSid', 'Sid', 'Capture', 'PaymentConnector', 'PaymentMethod', 'Result', 'PartialResult'],
  },
  'sms-verb.action': { anyOf: ['SmsSid', 'SmsStatus'] },
  'user-defined-message': { anyOf: ['Content'] },
  'status.incoming-number': {
    from: [...phone, 'client', 'whatsapp'],
    to: [...phone, 'empty', 'client', 'whatsapp'],
    anyOf: progressParameters,
  },
  'status.rest-call': { anyOf: progressParameters },
  'status.participant-call': { anyOf: progressParameters },
  'status.sip-domain': { to: ['sip'], anyOf: progressParameters },
  'status.dial-number': { to: phone, anyOf: progressParameters },
  'status.dial-sip': { to: ['sip'], anyOf: progressParameters },
  'status.dial-client': { to: ['client'], anyOf: progressParameters },
  'status.dial-application': { to: ['app'], anyOf: progressParameters },
  'status.dial-whatsapp': { to: ['whatsapp'], anyOf: progressParameters },
}

/** Parameters that Twilio added over the years: an old request lacks them, so their absence says little. */
export const lateParameters: ReadonlySet<string> = new Set<ParameterName>([
  'CallbackSource',
  'MaxQueueSize',
  'SequenceNumber',
  'Timestamp',
  'RecordingChannels',
  'RecordingSource',
  'RecordingStartTime',
  'RecordingTrack',
])

/** Parameters of Twilio's messaging product, none of which a voice webhook has. */
export const messagingParameters: ReadonlySet<string> = new Set([
  'MessageSid',
  'MessageStatus',
  'MessagingServiceSid',
  'NumMedia',
  'NumSegments',
  'SmsMessageSid',
])
