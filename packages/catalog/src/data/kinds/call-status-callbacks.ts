/* oxlint-disable max-lines -- a table of data: one entry a webhook kind, in the order of the facts */
import type { KindSource } from '../../model.ts'

/** Call status callbacks. */
export const callStatusCallbacks: readonly KindSource[] = [
  {
    kind: 'status.incoming-number',
    family: 'call-status',
    title: 'Number / TwiML App status callback',
    trigger: 'Inbound call ended',
    method: 'POST',
    synchronous: false,
    evidence: 'seen',
    notes: [
      'Only one event (the end). Docs: carries everything the TwiML request carried; the 2026 capture shows Stir* and CallToken are NOT repeated (outbound case).',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['completed', 'busy', 'no-answer', 'failed', 'canceled'],
            example: 'completed',
          },
          Direction: {
            values: ['inbound'],
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
      {
        name: 'CallDuration',
        confidence: 'documented+seen',
      },
      {
        name: 'Duration',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'Timestamp',
        presence: 'conditional',
        when: 'modern',
        example: 'Sun, 25 Mar 2018 09:53:19 +0000',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'CallbackSource',
        presence: 'conditional',
        when: 'modern',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        presence: 'conditional',
        when: 'modern',
        example: '0',
        source: 'public raw HTTP dumps, 2020-2023',
        confidence: 'seen',
      },
      {
        name: 'SipResponseCode',
        when: 'not documented; inbound presence unconfirmed',
        values: null,
        source: 'none',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
        when: 'only calls recorded by REST Record=true',
        example: 'https://api.twilio.com/...',
        source: 'Twilio docs: TwiML for Programmable Voice (voice/twiml); seed 000_bcf7ebcf2ee30119.txt',
      },
      {
        name: 'RecordingSid',
        source: 'Twilio docs: TwiML for Programmable Voice (voice/twiml); seed 000_bcf7ebcf2ee30119.txt',
      },
      {
        name: 'RecordingDuration',
        source: 'Twilio docs: TwiML for Programmable Voice (voice/twiml); seed 000_bcf7ebcf2ee30119.txt',
      },
      'ApplicationSid',
      'AddOns',
    ],
  },
  {
    kind: 'status.sip-domain',
    family: 'call-status',
    title: 'SIP domain status callback',
    trigger: 'SIP call ended',
    method: 'POST',
    synchronous: false,
    evidence: 'seen',
    notes: [
      'Live test: exactly one callback, completed; no initiated/ringing/answered (wittyreference/twilio-claude-plugin:skills/sip/references/test-results.md).',
    ],
    parameters: [
      'AccountSid',
      {
        name: 'CallSid',
        confidence: 'documented+seen',
      },
      {
        name: 'From',
        example: 'sip:alice@example.sip.twilio.com',
      },
      {
        name: 'To',
        example: 'sip:100@example.sip.twilio.com',
      },
      {
        name: 'CallStatus',
        values: ['completed'],
        example: 'completed',
        confidence: 'documented+seen',
      },
      'ApiVersion',
      {
        name: 'Direction',
        values: ['inbound'],
      },
      {
        name: 'CallDuration',
        example: '14',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
      },
      'CallbackSource',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      {
        name: 'Duration',
        when: 'inferred from other callbacks',
        source: 'none',
      },
    ],
  },
  {
    kind: 'status.rest-call',
    family: 'call-status',
    title: 'REST call statusCallback',
    trigger: 'StatusCallbackEvent initiated | ringing | answered | completed (default completed)',
    method: 'POST',
    synchronous: false,
    evidence: 'seen',
    notes: [
      'CallStatus by event: initiated→initiated (docs) , ringing→ringing, answered→in-progress, completed→completed|busy|no-answer|failed|canceled.',
      'A call canceled while queued produces no callback at all.',
      'CallStatus=queued is in the documented value list but has not been seen in a callback.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          From: {
            example: '+14155550199',
          },
          To: {
            example: '+14155550123',
          },
          CallStatus: {
            values: [
              'queued',
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'queued',
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
        rows: {
          Caller: {
            example: '+14155550199',
          },
          Called: {
            example: '+14155550123',
          },
        },
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
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'documented+seen',
      },
      {
        name: 'CallbackSource',
        confidence: 'documented+seen',
      },
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'documented+seen',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      {
        name: 'CallDuration',
        confidence: 'documented+seen',
      },
      {
        name: 'Duration',
        confidence: 'seen',
      },
      {
        name: 'SipResponseCode',
        confidence: 'seen',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
      },
      'RecordingSid',
      'RecordingDuration',
      {
        name: 'AnsweredBy',
        confidence: 'documented+seen',
      },
      'StirStatus',
      {
        name: 'ApplicationSid',
        when: 'Calls.create used ApplicationSid (inferred)',
        source: 'none',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'status.dial-number',
    family: 'call-status',
    title: '<Number statusCallback>',
    trigger: 'statusCallbackEvent on <Number>',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: '+14155550123',
          },
          CallStatus: {
            values: [
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'initiated',
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
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
            example: '+14155550123',
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
      {
        name: 'ParentCallSid',
        source: 'Twilio docs: TwiML <Number>',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
      },
      'CallbackSource',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      'CallDuration',
      {
        name: 'Duration',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred; by analogy: seen in payloads of other kinds',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
      },
      'RecordingSid',
      'RecordingDuration',
      'AnsweredBy',
      'StirStatus',
      {
        name: 'ForwardedFrom',
        when: 'seen on child legs, equal to CalledVia: the Twilio number that the parent call came to',
        note: null,
      },
      'CalledVia',
    ],
  },
  {
    kind: 'status.dial-sip',
    family: 'call-status',
    title: '<Sip statusCallback>',
    trigger: 'statusCallbackEvent on <Sip>',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: ['Plugin notes: no SipHeader_* here.'],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: 'sip:kate@example.com',
          },
          CallStatus: {
            values: [
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'initiated',
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
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
            example: 'sip:kate@example.com',
            note: 'by analogy: seen in payloads of other kinds',
          },
        },
      },
      {
        name: 'ParentCallSid',
        source: 'Twilio docs: TwiML <Sip>',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
      },
      'CallbackSource',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      'CallDuration',
      {
        name: 'Duration',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred; by analogy: seen in payloads of other kinds',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
      },
      'RecordingSid',
      'RecordingDuration',
      'AnsweredBy',
      'StirStatus',
    ],
  },
  {
    kind: 'status.dial-client',
    family: 'call-status',
    title: '<Client statusCallback>',
    trigger: 'statusCallbackEvent on <Client>',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: 'client:jenny',
          },
          CallStatus: {
            values: [
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'initiated',
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
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
            example: 'client:jenny',
            note: 'by analogy: seen in payloads of other kinds',
          },
        },
      },
      {
        name: 'ParentCallSid',
        source: 'Twilio docs: TwiML <Client>',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
      },
      'CallbackSource',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      'CallDuration',
      {
        name: 'Duration',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred; by analogy: seen in payloads of other kinds',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
      },
      'RecordingSid',
      'RecordingDuration',
      'AnsweredBy',
      'StirStatus',
    ],
  },
  {
    kind: 'status.participant-call',
    family: 'call-status',
    title: 'Conference Participants API call statusCallback',
    trigger: 'Participants.create with StatusCallback',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          From: {
            example: '+14155550199',
          },
          To: {
            example: '+14155550123',
          },
          CallStatus: {
            values: [
              'queued',
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'queued',
          },
          Direction: {
            values: ['outbound-api'],
            example: 'outbound-api',
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
        rows: {
          Caller: {
            example: '+14155550199',
            note: 'by analogy: seen in payloads of other kinds',
          },
          Called: {
            example: '+14155550123',
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
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
      },
      'CallbackSource',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      'CallDuration',
      {
        name: 'Duration',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred; by analogy: seen in payloads of other kinds',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
      },
      'RecordingSid',
      'RecordingDuration',
      'AnsweredBy',
      'StirStatus',
      {
        name: 'ConferenceSid',
        presence: 'conditional',
        when: 'unconfirmed',
        source: 'none',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'amd.async',
    family: 'call-status',
    title: 'Async AMD callback',
    trigger:
      'AsyncAmd=true verdict (AsyncAmdStatusCallback; AmdStatusCallback for participants and <Number>/<Sip>)',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: [
      'Does not carry From/To/CallStatus (code-seen handlers never read them; unconfirmed).',
      'OAI allows GET or POST; the AMD doc only POST.',
    ],
    parameters: [
      {
        name: 'CallSid',
        when: '',
        source: 'AMD doc; public handlers',
        confidence: 'documented+code',
      },
      {
        name: 'AccountSid',
        when: '',
        source: 'AMD doc; public handlers',
        confidence: 'documented+code',
      },
      {
        name: 'AnsweredBy',
        presence: 'always',
        when: '',
        example: 'machine_end_beep',
        source: 'twilio/twilio-oai:spec/json/twilio_api_v2010.json; Twilio docs: Make outbound phone calls',
        confidence: 'documented+code',
        note: null,
      },
      {
        name: 'MachineDetectionDuration',
        presence: 'always',
        when: '',
        example: '4120',
        source: 'AMD doc; public handlers',
      },
    ],
  },
  {
    kind: 'gather.partial-result',
    family: 'call-status',
    title: '<Gather partialResultCallback>',
    trigger: 'Each interim speech hypothesis',
    method: 'POST',
    synchronous: false,
    evidence: 'documented',
    notes: ['TwiML in the answer is ignored.', 'Docs table row is a copy-paste error ("500 entries").'],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress'],
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
      'UnstableSpeechResult',
      'StableSpeechResult',
      'Stability',
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        presence: 'conditional',
        example: '3',
        source: 'public handlers',
        confidence: 'code',
      },
      {
        name: 'Language',
        presence: 'conditional',
        when: 'seen with speech input',
      },
    ],
  },
  {
    kind: 'status.dial-application',
    family: 'call-status',
    title: '<Application statusCallback>',
    trigger: 'statusCallbackEvent on <Application>',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: [
      'Event list initiated/ringing/answered/completed from twilio/twilio-node:src/twiml/VoiceResponse.ts; parameters inferred from the other nouns.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          To: {
            example: 'AP5ef8732a3c49700934481addd5ce1659',
          },
          CallStatus: {
            values: [
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'initiated',
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
        rows: {
          Called: {
            example: 'AP5ef8732a3c49700934481addd5ce1659',
          },
        },
      },
      {
        name: 'ParentCallSid',
        when: 'child leg (inferred)',
        source: 'twilio/twilio-node:src/twiml/VoiceResponse.ts',
        confidence: 'inferred',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'inferred',
      },
      {
        name: 'CallbackSource',
        confidence: 'inferred',
      },
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'inferred',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      {
        name: 'CallDuration',
        confidence: 'inferred',
      },
      'Duration',
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
        confidence: 'inferred',
      },
      {
        name: 'RecordingSid',
        confidence: 'inferred',
      },
      {
        name: 'RecordingDuration',
        confidence: 'inferred',
      },
      {
        name: 'AnsweredBy',
        confidence: 'inferred',
      },
      {
        name: 'StirStatus',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'status.dial-whatsapp',
    family: 'call-status',
    title: '<WhatsApp statusCallback>',
    trigger: 'statusCallbackEvent on <WhatsApp>',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: [
      'Event list from twilio/twilio-node:src/twiml/VoiceResponse.ts; parameters inferred from the other nouns.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          To: {
            example: 'whatsapp:+14155550123',
          },
          CallStatus: {
            values: [
              'initiated',
              'ringing',
              'in-progress',
              'completed',
              'busy',
              'no-answer',
              'failed',
              'canceled',
            ],
            example: 'initiated',
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
        rows: {
          Called: {
            example: 'whatsapp:+14155550123',
          },
        },
      },
      {
        name: 'ParentCallSid',
        when: 'child leg (inferred)',
        source: 'twilio/twilio-node:src/twiml/VoiceResponse.ts',
        confidence: 'inferred',
      },
      {
        name: 'Timestamp',
        when: 'modern callbacks; absent in pre-2015 dumps',
        example: 'Wed, 10 Jun 2026 18:44:18 +0000',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'inferred',
      },
      {
        name: 'CallbackSource',
        confidence: 'inferred',
      },
      {
        name: 'SequenceNumber',
        grammar: 'integer',
        min: 0,
        when: 'modern callbacks',
        example: '0',
        source:
          'Twilio docs: Make outbound phone calls; Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'inferred',
        note: 'numbered from 0 over the events subscribed to; 0 for a completed-only subscription',
      },
      {
        name: 'CallDuration',
        confidence: 'inferred',
      },
      'Duration',
      {
        name: 'SipResponseCode',
        note: '200 and 487 are seen in payloads (busy came with 487, not 486); others inferred',
      },
      {
        name: 'RecordingUrl',
        presence: 'conditional',
        confidence: 'inferred',
      },
      {
        name: 'RecordingSid',
        confidence: 'inferred',
      },
      {
        name: 'RecordingDuration',
        confidence: 'inferred',
      },
      {
        name: 'AnsweredBy',
        confidence: 'inferred',
      },
      {
        name: 'StirStatus',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'connect.conversation-status',
    family: 'call-status',
    title: '<Connect><Conversation statusCallback>',
    trigger: 'events call-initiated, call-ringing, call-answered, call-completed',
    method: 'POST',
    synchronous: false,
    evidence: 'inferred',
    notes: [
      'Event names from twilio/twilio-node:src/twiml/VoiceResponse.ts; parameters not found. Connection overrides are documented as unavailable for Conversations.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['ringing', 'in-progress', 'completed'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound', 'outbound-api'],
          },
        },
      },
    ],
  },
]
