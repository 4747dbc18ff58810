/* oxlint-disable max-lines -- a table of data: one entry a webhook kind, in the order of the facts */
import type { KindSource } from '../../model.ts'

/** TwiML requests. */
export const twimlRequests: readonly KindSource[] = [
  {
    kind: 'voice.incoming-pstn',
    family: 'twiml-request',
    title: 'Incoming call, Voice URL',
    trigger: 'A call reaches a Twilio number whose VoiceUrl (or TwiML App VoiceUrl) is set',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'Key order on the wire is not a contract: alphabetical and hash-like orders are both seen.',
      'The 2026 live capture has exactly 27 keys: core 7, Caller/Called, 16 geo, StirVerstat, CallToken.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
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
      'StirVerstat',
      'StirPassportToken',
      'CallToken',
      'AddOns',
      {
        name: 'ApplicationSid',
        when: 'number is attached to a TwiML App (inferred: seen on later requests of such calls)',
      },
    ],
  },
  {
    kind: 'voice.incoming-sip-domain',
    family: 'twiml-request',
    title: 'Incoming call, SIP domain',
    trigger: 'A SIP INVITE is accepted by a Twilio SIP domain with a VoiceUrl',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'No geo parameters in the live test.',
      'User part of From/To is free text: digits, words, or +E.164.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          From: {
            example: 'sip:alice@example.sip.twilio.com',
          },
          To: {
            example: 'sip:100@example.sip.twilio.com',
          },
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
        rows: {
          Caller: {
            example: 'sip:alice@example.sip.twilio.com',
          },
          Called: {
            example: 'sip:100@example.sip.twilio.com',
          },
        },
      },
      'SipDomain',
      'SipDomainSid',
      'SipCallId',
      'SipSourceIp',
      {
        name: 'CallerName',
        when: 'undocumented here; the display name of the From header',
        example: 'Front desk',
        source: 'public log of a SIP domain, with display names',
        confidence: 'seen',
      },
      'SipHeader_*',
    ],
  },
  {
    kind: 'voice.incoming-client-app',
    family: 'twiml-request',
    title: 'Browser/mobile client places a call through a TwiML App',
    trigger: 'Voice SDK device.connect(); the access token names the TwiML App',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: ['No geo parameters.', "Direction is inbound from Twilio's side."],
    parameters: [
      {
        set: 'core',
        confidence: 'documented+seen',
        rows: {
          From: {
            example: 'client:Anonymous',
          },
          To: {
            grammar: 'text',
            example: '',
            note: "a To of the app's own, any text, takes its place",
          },
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'seen',
        rows: {
          Caller: {
            example: 'client:Anonymous',
          },
          Called: {
            example: '',
            note: 'stays empty even when a custom To parameter fills To',
          },
        },
      },
      {
        name: 'ApplicationSid',
        presence: 'always',
        when: 'always for client calls',
      },
      '*custom*',
    ],
  },
  {
    kind: 'voice.incoming-byoc-trunk',
    family: 'twiml-request',
    title: 'Incoming call over a BYOC trunk',
    trigger: 'INVITE to a BYOC trunk (BY sid) with voice_url',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Existence from the OpenAPI; exact extra parameters not found. A plugin skill says custom SIP headers are dropped on BYOC.',
      'Source for the kind: twilio/twilio-oai:spec/json/twilio_voice_v1.json',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'voice.trunk-disaster-recovery',
    family: 'twiml-request',
    title: 'Elastic SIP trunk disaster-recovery URL',
    trigger: 'Origination to the customer SBC failed and DisasterRecoveryUrl is set',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Documented as an ordinary TwiML fetch; the Direction value on this request was not found (inferred).',
      'Source: twilio/twilio-oai:spec/json/twilio_trunking_v1.json',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound', 'trunking-originating', 'trunking-terminating'],
          },
        },
      },
      {
        set: 'alias',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'voice.incoming-whatsapp',
    family: 'twiml-request',
    title: 'WhatsApp Business call',
    trigger: 'A WhatsApp user calls a WhatsApp sender bound to a TwiML App',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Beta; only partly confirmed. From/To with the whatsapp: scheme; presence of the aliases and geo not confirmed.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          From: {
            example: 'whatsapp:+14155550100',
          },
          To: {
            example: 'whatsapp:+14155550199',
          },
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound'],
          },
        },
      },
      {
        name: 'ApplicationSid',
        when: 'sender is bound to a TwiML App',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'voice.fallback',
    family: 'twiml-request',
    title: 'Fallback URL',
    trigger: 'Fetching or running TwiML from the primary URL failed',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      "Carries the failed request's own parameters too (documented as: same as the first request plus these two).",
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
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
      {
        name: 'ErrorCode',
        when: 'fallback requests',
        values: [
          '11200',
          '11205',
          '11210',
          '11215',
          '11220',
          '11235',
          '11237',
          '11750',
          '12100',
          '12200',
          '12300',
          '...',
        ],
        example: '11200',
        source: 'Twilio docs: TwiML for Programmable Voice (voice/twiml)',
        confidence: 'documented',
      },
      'ErrorUrl',
    ],
  },
  {
    kind: 'voice.outbound-api-twiml',
    family: 'twiml-request',
    title: 'TwiML for a REST-created call',
    trigger: 'Called party answered (or AMD finished) and Calls.create had Url',
    method: 'POST',
    synchronous: true,
    evidence: 'seen',
    notes: [
      'No CallToken on outbound requests (live capture).',
      'Params placed in the Url query string by you are kept.',
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
        confidence: 'documented+seen',
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
      },
      {
        name: 'AnsweredBy',
        when: 'MachineDetection set and not async',
        confidence: 'documented+seen',
      },
      'MachineDetectionDuration',
      {
        name: 'StirStatus',
        when: 'Twilio signed the outgoing call',
        example: 'C',
        source:
          'Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10); Twilio docs: Trusted Calling with SHAKEN/STIR',
        confidence: 'documented+seen',
      },
      {
        name: 'StirVerstat',
        when: 'seen once next to StirStatus on an outbound-api request',
        example: 'TN-Validation-Passed-C',
        source: 'Bandwidth/migration-toolkit:test/fixtures/twilio/webhooks.json (live capture 2026-06-10)',
        confidence: 'seen',
      },
      {
        name: 'ApplicationSid',
        when: 'Calls.create used ApplicationSid (inferred)',
      },
    ],
  },
  {
    kind: 'voice.redirect',
    family: 'twiml-request',
    title: 'Next document: <Redirect> or REST call update with Url',
    trigger: '<Redirect>, or Calls(sid).update({url})',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      'CallStatus stays ringing while no answering verb has run (e.g. <Redirect> straight from the Voice URL): inferred.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress', 'ringing'],
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
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
      {
        name: 'ForwardedFrom',
        confidence: 'documented',
      },
      {
        name: 'CalledVia',
        confidence: 'inferred',
        note: 'by analogy: seen in payloads of other kinds',
      },
      'CallerName',
      {
        name: 'msg',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'ApplicationSid',
        when: 'call is handled through a TwiML App',
        confidence: 'inferred',
      },
    ],
  },
  {
    kind: 'dial.application',
    family: 'twiml-request',
    title: '<Dial><Application>',
    trigger: 'Parent call dials a TwiML App',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: ['To is the dialled AP sid unless copyParentTo="true", then the parent\'s To.'],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: 'AP5ef8732a3c49700934481addd5ce1659',
          },
          CallStatus: {
            values: ['ringing'],
            example: 'ringing',
          },
          Direction: {
            values: ['inbound'],
          },
        },
      },
      'customerId',
      'Param_*',
      {
        name: 'ApplicationSid',
        when: 'always (inferred)',
        confidence: 'inferred',
        note: 'by analogy: seen in payloads of other kinds',
      },
      {
        name: 'ParentCallSid',
        presence: 'conditional',
        when: 'child leg (inferred)',
      },
    ],
  },
  {
    kind: 'dial.number-url',
    family: 'twiml-request',
    title: '<Number url> whisper',
    trigger: 'Called leg answered, before bridging',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      'CallSid is the child leg. Allowed verbs: Play, Say, Gather, Hangup (others documented as not working); the calling party hears ringing meanwhile.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: '+14155550123',
          },
          CallStatus: {
            values: ['in-progress'],
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
      'ParentCallSid',
      {
        name: 'ForwardedFrom',
        when: 'seen on child legs, equal to CalledVia: the Twilio number that the parent call came to',
        note: null,
      },
      'CalledVia',
    ],
  },
  {
    kind: 'dial.client-url',
    family: 'twiml-request',
    title: '<Client url> whisper',
    trigger: 'Called leg answered, before bridging',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      'CallSid is the child leg. Allowed verbs: Play, Say, Gather, Hangup (others documented as not working); the calling party hears ringing meanwhile.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: 'client:jenny',
            note: 'may be empty',
          },
          CallStatus: {
            values: ['in-progress'],
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
        set: 'geo',
        confidence: 'seen',
        rows: {
          ToCity: { confidence: 'inferred' },
          ToState: { confidence: 'inferred' },
          ToZip: { confidence: 'inferred' },
          ToCountry: { confidence: 'inferred' },
        },
      },
      {
        set: 'geoAlias',
        confidence: 'seen',
        rows: {
          CalledCity: { confidence: 'inferred' },
          CalledState: { confidence: 'inferred' },
          CalledZip: { confidence: 'inferred' },
          CalledCountry: { confidence: 'inferred' },
        },
      },
      'ParentCallSid',
      {
        name: 'ForwardedFrom',
        when: 'seen on child legs, equal to CalledVia: the Twilio number that the parent call came to',
        note: null,
      },
      'CalledVia',
    ],
  },
  {
    kind: 'dial.sip-url',
    family: 'twiml-request',
    title: '<Sip url> screening',
    trigger: 'SIP leg answered, before bridging',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          To: {
            example: 'sip:kate@example.com',
          },
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
          },
        },
      },
      {
        set: 'alias',
        confidence: 'documented',
        rows: {
          Caller: {
            when: 'named on the <Sip> page',
            source: 'Twilio docs: TwiML <Sip>',
          },
          Called: {
            when: 'named on the <Sip> page',
            example: 'sip:kate@example.com',
            source: 'Twilio docs: TwiML <Sip>',
          },
        },
      },
      'ParentCallSid',
      {
        name: 'SipCallId',
        when: 'Call-ID of the INVITE',
        example: 'd0947d02@0.0.0.0',
        source: 'Twilio docs: TwiML <Sip>',
        confidence: 'documented',
      },
      {
        name: 'SipDomain',
        presence: 'conditional',
        when: 'host part of the URI',
        example: 'example.com',
        source: 'Twilio docs: TwiML <Sip>',
        confidence: 'documented',
      },
      {
        name: 'SipDomainSid',
        when: 'a Twilio SIP domain was dialled',
        source: 'Twilio docs: TwiML <Sip>',
        confidence: 'documented',
      },
      {
        name: 'SipSourceIp',
        presence: 'conditional',
        when: 'peer signalling address',
        source: 'Twilio docs: TwiML <Sip>',
        confidence: 'documented',
      },
      {
        name: 'SipHeader_*',
        when: 'X- headers of the 200 OK',
        example: 'SipHeader_X-Agent=7',
        source: 'Twilio docs: TwiML <Sip>',
        confidence: 'documented',
      },
    ],
  },
  {
    kind: 'dial.queue-url',
    family: 'twiml-request',
    title: '<Queue url>',
    trigger: 'A queued caller is about to be connected by <Dial><Queue>',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: ['CallSid is the call that was waiting.'],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
        rows: {
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound'],
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
      'QueueSid',
      {
        name: 'QueueTime',
        source: 'Twilio docs: TwiML <Queue>',
      },
      'DequeingCallSid',
    ],
  },
  {
    kind: 'conference.wait-url',
    family: 'twiml-request',
    title: 'Conference waitUrl',
    trigger: 'Participant joins before the conference has started',
    method: 'POST',
    synchronous: true,
    evidence: 'documented',
    notes: [
      "Content may be audio or TwiML; default is Twilio's own hold-music Twimlet; empty string = silence. Docs tell to use GET for static audio so it can be cached.",
      'Verbs Dial, Gather, Hangup, Record not allowed (13238).',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'documented',
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
      {
        name: 'ConferenceSid',
        presence: 'conditional',
        when: 'undocumented here',
        source: 'public test fixtures of a call-centre app, captured 2014',
        confidence: 'seen',
      },
    ],
  },
  {
    kind: 'participant.announce-url',
    family: 'twiml-request',
    title: 'Participant AnnounceUrl',
    trigger: 'Participants update with AnnounceUrl',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Parameter list undocumented; standard set inferred. Source: twilio/twilio-oai:spec/json/twilio_api_v2010.json',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
          },
        },
      },
    ],
  },
  {
    kind: 'participant.hold-url',
    family: 'twiml-request',
    title: 'Participant HoldUrl',
    trigger: 'Participants update with Hold=true and HoldUrl',
    method: 'GET',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Default method is GET, unlike nearly everything else. Source: twilio/twilio-oai:spec/json/twilio_api_v2010.json',
      'Parameter list undocumented; standard set inferred.',
    ],
    parameters: [
      {
        set: 'core',
        confidence: 'inferred',
        rows: {
          CallStatus: {
            values: ['in-progress'],
          },
          Direction: {
            values: ['inbound', 'outbound-api', 'outbound-dial'],
          },
        },
      },
    ],
  },
  {
    kind: 'enqueue.wait-url',
    family: 'twiml-request',
    title: 'Enqueue waitUrl',
    trigger: 'Call is waiting in a queue; asked again each time the document ends',
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
            values: ['in-progress'],
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
      {
        name: 'QueueSid',
        source: 'Twilio docs: TwiML <Enqueue>',
      },
      'QueuePosition',
      {
        name: 'QueueTime',
        when: 'seconds this call has waited',
        example: '0',
      },
      'AvgQueueTime',
      'CurrentQueueSize',
      {
        name: 'MaxQueueSize',
        presence: 'conditional',
        when: 'listed in the documentation; absent in payloads that were seen',
      },
      'ApplicationSid',
    ],
  },
  {
    kind: 'dial.whatsapp-url',
    family: 'twiml-request',
    title: '<Dial><WhatsApp url>',
    trigger: 'WhatsApp leg answered, before bridging',
    method: 'POST',
    synchronous: true,
    evidence: 'inferred',
    notes: [
      'Attribute exists in twilio/twilio-node:src/twiml/VoiceResponse.ts; parameters inferred from the other nouns.',
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
            values: ['in-progress'],
          },
          Direction: {
            values: ['outbound-dial'],
            example: 'outbound-dial',
          },
        },
      },
      {
        name: 'ParentCallSid',
        when: 'child leg (inferred)',
        source: 'twilio/twilio-node:src/twiml/VoiceResponse.ts',
        confidence: 'inferred',
      },
    ],
  },
]
