import type { KindSource } from '../../model.ts'

/** Other voice-account webhooks. */
export const otherWebhooks: readonly KindSource[] = [
  {
    kind: 'client.push-notification',
    family: 'other',
    title: '<Client clientNotificationUrl> / ClientNotificationUrl',
    trigger: 'Incoming call push for a client',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: [
      'POST only. Exists in Twilio docs: TwiML <Client> and twilio/twilio-oai:spec/json/twilio_api_v2010.json; body unknown.',
    ],
    parameters: [
      {
        name: 'AccountSid',
        presence: 'conditional',
        when: 'payload undocumented in the stores',
        source: 'none',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'user-defined-message',
    family: 'other',
    title: 'UserDefinedMessageSubscription callback',
    trigger: 'Client SDK sendMessage()',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: [
      'Exists in twilio/twilio-oai:spec/json/twilio_api_v2010.json (method GET or POST, default POST; no underscore in host); errors 32710/32711 when it fails.',
    ],
    parameters: [
      {
        name: 'AccountSid',
        presence: 'conditional',
        when: 'unconfirmed',
        source: 'none',
        confidence: 'inferred',
      },
      {
        name: 'CallSid',
        presence: 'conditional',
        when: 'unconfirmed',
        source: 'none',
        confidence: 'inferred',
      },
      'Content',
    ],
  },
  {
    kind: 'outgoing-caller-id.status',
    family: 'other',
    title: 'OutgoingCallerIds verification StatusCallback',
    trigger: 'Verification call finished',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['completed', 'no-answer', 'busy', 'failed'],
            example: 'completed',
          },
          Direction: {
            values: ['outbound-api'],
            example: 'outbound-api',
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
      },
      {
        set: 'geo',
        confidence: 'seen',
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
      },
      'VerificationStatus',
      'OutgoingCallerIdSid',
      {
        name: 'CallDuration',
        when: 'undocumented here; comes with the end of the verification call',
        source: 'public test fixture of a web app, captured 2012',
        confidence: 'seen',
      },
      {
        name: 'Duration',
        when: 'undocumented here; comes with the end of the verification call',
        source: 'public test fixture of a web app, captured 2012',
        confidence: 'seen',
      },
    ],
  },
  {
    kind: 'debugger.event',
    family: 'other',
    title: 'Debugger / alarm webhook',
    trigger: 'An error or warning is logged on the account',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [
      'Useful to a recording proxy: Payload.webhook holds the request and response of the failed webhook.',
    ],
    parameters: [
      'Sid',
      {
        name: 'AccountSid',
        when: '',
        source: 'Twilio docs: Debugger webhook',
      },
      'ParentAccountSid',
      {
        name: 'Timestamp',
        grammar: 'iso8601',
        when: '',
        example: '2026-03-24T18:23:44.751Z',
        source: 'Twilio docs: Debugger webhook',
      },
      'Level',
      'PayloadType',
      'Payload',
    ],
  },
  {
    kind: 'sms-verb.action',
    family: 'other',
    title: '<Sms> verb action (legacy, inside voice TwiML)',
    trigger: 'SMS sent from a call',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: ['Attribute exists in twilio/twilio-node:src/twiml/VoiceResponse.ts.'],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      'SmsSid',
      {
        name: 'SmsStatus',
        values: ['sent', 'invalid', 'failed'],
      },
    ],
  },
  {
    kind: 'sms-verb.status',
    family: 'other',
    title: '<Sms statusCallback> (legacy)',
    trigger: 'SMS sent or failed',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: ['Attribute exists in twilio/twilio-node:src/twiml/VoiceResponse.ts.'],
    parameters: [
      {
        name: 'SmsSid',
        presence: 'always',
        when: 'recalled, not re-read',
      },
      {
        name: 'SmsStatus',
        presence: 'always',
        values: ['sent', 'failed'],
      },
    ],
  },
]
