/* oxlint-disable max-lines -- a table of data: one entry a webhook kind, in the order of the facts */
import type { KindSource } from '../../model.ts'

/** Verb action requests. */
export const actionRequests: readonly KindSource[] = [
  {
    kind: 'gather.action',
    family: 'action-request',
    title: '<Gather> action',
    trigger: 'Caller finished input (or nothing entered and actionOnEmptyResult=true)',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'Default action is the URL of the current document (so a document can be re-requested with Digits).',
      'On a 3xx answer Digits are not re-sent.',
      'With input="dtmf speech" the first kind of input detected wins, so expect one of Digits / SpeechResult (doc gist; when speech wins Digits may be absent or empty: inferred).',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
      },
      {
        set: 'geo',
        confidence: 'documented+seen',
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
      },
      'ForwardedFrom',
      'CalledVia',
      'CallerName',
      'Digits',
      'FinishedOnKey',
      {
        name: 'msg',
        when: 'undocumented constant, lower case name',
        values: ['Gather End'],
        confidence: 'seen',
      },
      'SpeechResult',
      'Confidence',
      'Language',
      'ApplicationSid',
    ],
  },
  {
    kind: 'record.action',
    family: 'action-request',
    title: '<Record> action',
    trigger: 'Recording ended',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'When the caller hung up CallStatus is completed and TwiML in the answer is useless.',
      'Not requested when the recording is empty (docs: falls through to the next verb).',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
      },
      {
        set: 'geo',
        confidence: 'documented+seen',
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
      },
      {
        name: 'RecordingUrl',
        when: 'no file extension; append .mp3/.wav',
        source: 'Twilio docs: TwiML <Record>',
        confidence: 'documented+seen',
      },
      {
        name: 'RecordingDuration',
        presence: 'always',
        when: '',
        example: '7',
        source: 'Twilio docs: TwiML <Record>',
        confidence: 'documented+seen',
      },
      {
        name: 'RecordingSid',
        when: 'undocumented in the action table, present in payloads',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'Digits',
        grammar: 'digit-or-hangup',
        presence: 'conditional',
        when: 'key that ended it or the word hangup; absent when silence or maxLength ended it (seen)',
        values: ['hangup', '#', '*', '0-9', ''],
        example: 'hangup',
        source: 'Twilio docs: TwiML <Record>',
      },
      'ApplicationSid',
    ],
  },
  {
    kind: 'dial.action',
    family: 'action-request',
    title: '<Dial> action',
    trigger: 'The dialled party leg ended or was never reached',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'Default: when action is omitted and the parent is alive, TwiML continues after </Dial>; no request is made.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
      },
      {
        set: 'geo',
        confidence: 'documented+seen',
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
      },
      'ForwardedFrom',
      'CalledVia',
      'CallerName',
      'DialCallStatus',
      'DialStatus',
      'DialCallSid',
      'DialCallDuration',
      'DialBridged',
      {
        name: 'RecordingUrl',
        presence: 'conditional',
        when: '<Dial record> set and bridged',
        source: 'Twilio docs: TwiML <Dial>',
        confidence: 'documented+seen',
      },
      {
        name: 'RecordingSid',
        when: 'undocumented in the table; seen with RecordingUrl',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'RecordingDuration',
        when: 'undocumented in the table; seen with RecordingUrl',
        example: '40',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      'DialSipCallId',
      'DialSipResponseCode',
      'DialSipHeader_*',
      {
        name: 'QueueSid',
        presence: 'conditional',
        when: '<Queue> was dialled',
      },
      'ApplicationSid',
    ],
  },
  {
    kind: 'dial.refer-url',
    family: 'action-request',
    title: '<Dial referUrl>',
    trigger: 'Peer sent a SIP REFER',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          From: {
            example: 'sip:alice@example.com',
          },
          To: {
            example: 'sip:bob@example.com',
          },
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound', 'outbound-dial'],
          },
        },
      },
      'ReferTransferTarget',
    ],
  },
  {
    kind: 'enqueue.action',
    family: 'action-request',
    title: '<Enqueue> action',
    trigger: 'Call leaves the queue',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
        rows: {
          Caller: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          Called: {
            note: 'by analogy: seen in payloads of other kinds',
          },
        },
      },
      {
        set: 'geo',
        confidence: 'documented',
      },
      {
        set: 'geoAlias',
        confidence: 'inferred',
        rows: {
          CallerCity: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CallerState: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CallerZip: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CallerCountry: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CalledCity: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CalledState: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CalledZip: {
            note: 'by analogy: seen in payloads of other kinds',
          },
          CalledCountry: {
            note: 'by analogy: seen in payloads of other kinds',
          },
        },
      },
      'QueueResult',
      {
        name: 'QueueSid',
        presence: 'conditional',
        when: 'call really was queued',
        source: 'Twilio docs: TwiML <Enqueue>',
      },
      {
        name: 'QueueTime',
        presence: 'conditional',
        when: 'call really was queued',
      },
      {
        name: 'Digits',
        when: 'a key pressed in a <Gather> of the waitUrl took the call out of the queue',
        example: '*',
        source: 'public test fixtures of a call-centre app, captured 2013',
        confidence: 'seen',
      },
      'ApplicationSid',
    ],
  },
  {
    kind: 'refer.action',
    family: 'action-request',
    title: '<Refer> action',
    trigger: 'SIP REFER finished',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          From: {
            example: 'sip:alice@example.com',
          },
          To: {
            example: 'sip:100@example.sip.twilio.com',
          },
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      'ReferCallStatus',
      'ReferSipResponseCode',
      'NotifySipResponseCode',
    ],
  },
  {
    kind: 'pay.action',
    family: 'action-request',
    title: '<Pay> action',
    trigger: 'Pay session ended',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      'https only (64016); POST only.',
      'Values of PaymentCardType are taken from the validCardTypes attribute list (twilio/twilio-node:src/twiml/VoiceResponse.ts): inferred to be the same set.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      'Result',
      'ProfileId',
      'PaymentToken',
      'PaymentConfirmationCode',
      'PaymentMethod',
      'PaymentCardNumber',
      'PaymentCardType',
      'ExpirationDate',
      'SecurityCode',
      'PaymentCardPostalCode',
      'BankAccountNumber',
      'BankRoutingNumber',
      'BankAccountType',
      'PaymentError',
      'PayErrorCode',
      'ConnectorError',
    ],
  },
  {
    kind: 'connect.stream-action',
    family: 'action-request',
    title: '<Connect action> after <Stream>',
    trigger: 'Bidirectional stream ended',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: ['Extra parameters not found.'],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
      },
      {
        set: 'geo',
        confidence: 'inferred',
      },
      {
        set: 'geoAlias',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'connect.conversationrelay-action',
    family: 'action-request',
    title: '<Connect action> after <ConversationRelay>',
    trigger: 'Session ended',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'The WebSocket upgrade is signed with X-Twilio-Signature as well, and an AWS-named copy x-amzn-bedrock-agentcore-runtime-custom-twilio-signature was seen on it (wittyreference/twilio-claude-plugin:skills/conversationrelay/references/test-results.md).',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
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
      'SessionId',
      'SessionStatus',
      'SessionDuration',
      'HandoffData',
      {
        name: 'ErrorCode',
        presence: 'conditional',
        when: 'SessionStatus is failed',
        values: ['64102', '64105'],
        example: '64105',
        source: 'docs/facts/realtime.md, section 3.4',
        confidence: 'seen',
      },
      'ErrorMessage',
    ],
  },
  {
    kind: 'connect.virtualagent-action',
    family: 'action-request',
    title: '<Connect action> after <VirtualAgent>',
    trigger: 'Virtual agent ended',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress', 'completed'],
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
      'VirtualAgentStatus',
      'VirtualAgentProvider',
      'VirtualAgentProviderData',
      'VirtualAgentError',
      'VirtualAgentErrorCode',
    ],
  },
  {
    kind: 'start.action',
    family: 'action-request',
    title: '<Start action>',
    trigger: 'Attribute exists in the SDK; when it fires is not documented in the stores',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: ['Attribute exists in twilio/twilio-node:src/twiml/VoiceResponse.ts; everything else inferred.'],
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
    ],
  },
]
