// Generated from the grammar by `npm run generate`. Do not edit.

/** The typed value of each attribute of each element (by id), after defaults. */
export interface AttributeValues {
  readonly AiSession: {
    readonly aiConnector: string | undefined
    readonly aiSessionConfiguration: string | undefined
  }
  readonly Application: {
    readonly copyParentTo: boolean
    readonly customerId: string | undefined
    readonly method: 'GET' | 'POST'
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly url: string | undefined
  }
  readonly ApplicationSid: object
  readonly Autopilot: object
  readonly Client: {
    readonly method: 'GET' | 'POST'
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly url: string | undefined
    readonly clientNotificationUrl: string | undefined
  }
  readonly Conference: {
    readonly beep: 'true' | 'false' | 'onEnter' | 'onExit'
    readonly coach: string | undefined
    readonly endConferenceOnExit: boolean
    readonly eventCallbackUrl: string | undefined
    readonly jitterBufferSize: 'large' | 'medium' | 'small' | 'off'
    readonly maxParticipants: number
    readonly muted: boolean
    readonly participantLabel: string | undefined
    readonly record: 'do-not-record' | 'record-from-start'
    readonly recordingConfigurationId: string | undefined
    readonly recordingStatusCallback: string | undefined
    readonly recordingStatusCallbackEvent: readonly ('in-progress' | 'completed' | 'absent')[]
    readonly recordingStatusCallbackMethod: 'GET' | 'POST'
    readonly region: 'us1' | 'us2' | 'ie1' | 'sg1' | 'br1' | 'au1' | 'jp1' | 'de1' | undefined
    readonly startConferenceOnEnter: boolean
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('start' | 'end' | 'join' | 'leave' | 'mute' | 'hold' | 'modify' | 'speaker' | 'announcement')[] | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly trim: 'trim-silence' | 'do-not-trim'
    readonly waitMethod: 'GET' | 'POST'
    readonly waitUrl: string | undefined
    readonly url: string | undefined
    readonly method: string | undefined
    readonly eventCallback: string | undefined
    readonly eventCallbackMethod: string | undefined
    readonly whisper: string | undefined
    readonly coachChannel: string | undefined
    readonly whisperChannel: string | undefined
  }
  readonly Config: {
    readonly name: string | undefined
    readonly value: string | undefined
  }
  readonly Connect: {
    readonly action: string | undefined
    readonly method: 'GET' | 'POST'
  }
  readonly Conversation: {
    readonly inboundAutocreation: boolean | undefined
    readonly inboundTimeout: number | undefined
    readonly method: 'GET' | 'POST'
    readonly record: 'do-not-record' | 'record-from-answer' | 'record-from-ringing' | 'record-from-answer-dual' | 'record-from-ringing-dual' | 'true' | 'false' | undefined
    readonly recordingStatusCallback: string | undefined
    readonly recordingStatusCallbackEvent: readonly ('in-progress' | 'completed' | 'absent')[]
    readonly recordingStatusCallbackMethod: 'GET' | 'POST'
    readonly routingAssignmentTimeout: number | undefined
    readonly serviceInstanceSid: string | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('call-initiated' | 'call-ringing' | 'call-answered' | 'call-completed')[] | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly trim: 'trim-silence' | 'do-not-trim' | undefined
    readonly url: string | undefined
  }
  readonly ConversationRelay: {
    readonly backgroundnoisereduction: string | undefined
    readonly debug: readonly ('debugging' | 'speaker-events' | 'tokens-played')[] | undefined
    readonly conversationConfiguration: string | undefined
    readonly conversationId: string | undefined
    readonly deepgramSmartFormat: boolean
    readonly dtmfDetection: boolean
    readonly elevenlabsTextNormalization: 'on' | 'auto' | 'off'
    readonly eotThreshold: string
    readonly events: readonly ('speaker-events' | 'tokens-played')[] | undefined
    readonly hints: string | undefined
    readonly ignoreBackchannel: boolean
    readonly interruptByDtmf: boolean | undefined
    readonly intelligenceService: string | undefined
    readonly interruptSensitivity: 'low' | 'medium' | 'high'
    readonly interruptible: 'none' | 'dtmf' | 'speech' | 'any' | 'true' | 'false'
    readonly language: string
    readonly partialPrompts: boolean
    readonly preemptible: boolean
    readonly profanityFilter: boolean | undefined
    readonly reportInputDuringAgentSpeech: 'none' | 'dtmf' | 'speech' | 'any'
    readonly speechModel: string | undefined
    readonly speechTimeout: string
    readonly transcriptionLanguage: string | undefined
    readonly transcriptionProvider: string
    readonly ttsLanguage: string | undefined
    readonly ttsProvider: string
    readonly url: string | undefined
    readonly voice: string | undefined
    readonly welcomeGreeting: string | undefined
    readonly welcomeGreetingInterruptible: 'none' | 'dtmf' | 'speech' | 'any'
  }
  readonly ConversationRelaySession: {
    readonly connector: string | undefined
    readonly sessionConfiguration: string | undefined
  }
  readonly Dial: {
    readonly action: string | undefined
    readonly answerOnBridge: boolean
    readonly callerId: string | undefined
    readonly events: 'call-progress-event' | undefined
    readonly hangupOnStar: boolean
    readonly method: 'GET' | 'POST'
    readonly passports: string | undefined
    readonly record: 'do-not-record' | 'record-from-answer' | 'record-from-ringing' | 'record-from-answer-dual' | 'record-from-ringing-dual'
    readonly recordingConfigurationId: string | undefined
    readonly recordingStatusCallback: string | undefined
    readonly recordingStatusCallbackEvent: readonly ('in-progress' | 'completed' | 'absent')[]
    readonly recordingStatusCallbackMethod: 'GET' | 'POST'
    readonly recordingTrack: 'both' | 'inbound' | 'outbound'
    readonly referMethod: 'GET' | 'POST'
    readonly referUrl: string | undefined
    readonly ringTone: 'at' | 'au' | 'bg' | 'br' | 'be' | 'ch' | 'cl' | 'cn' | 'cz' | 'de' | 'dk' | 'ee' | 'es' | 'fi' | 'fr' | 'gr' | 'hu' | 'il' | 'in' | 'it' | 'lt' | 'jp' | 'mx' | 'my' | 'nl' | 'no' | 'nz' | 'ph' | 'pl' | 'pt' | 'ru' | 'se' | 'sg' | 'th' | 'uk' | 'us' | 'us-old' | 'tw' | 've' | 'za' | undefined
    readonly sequential: boolean
    readonly timeLimit: number
    readonly timeout: number
    readonly trim: 'trim-silence' | 'do-not-trim'
    readonly callReason: string | undefined
    readonly hangupOn: string | undefined
    readonly ifMachine: string | undefined
    readonly transcribe: string | undefined
    readonly transcribeCallback: string | undefined
    readonly newCallSid: string | undefined
    readonly recordingChannels: string | undefined
    readonly sim: string | undefined
  }
  readonly Echo: object
  readonly Enqueue: {
    readonly action: string | undefined
    readonly maxQueueSize: number
    readonly method: 'GET' | 'POST'
    readonly waitUrl: string | undefined
    readonly waitUrlMethod: 'GET' | 'POST'
    readonly workflowSid: string | undefined
  }
  readonly Gather: {
    readonly action: string | undefined
    readonly actionOnEmptyResult: boolean
    readonly bargeIn: boolean
    readonly debug: boolean | undefined
    readonly enhanced: boolean
    readonly finishOnKey: string
    readonly hints: string | undefined
    readonly input: readonly ('dtmf' | 'speech')[]
    readonly language: string
    readonly maxSpeechTime: number | undefined
    readonly method: 'GET' | 'POST'
    readonly numDigits: number | undefined
    readonly partialResultCallback: string | undefined
    readonly partialResultCallbackMethod: 'GET' | 'POST'
    readonly profanityFilter: boolean
    readonly speechModel: string
    readonly speechTimeout: number | 'auto' | undefined
    readonly timeout: number
    readonly grammar: string | undefined
    readonly grammarUrl: string | undefined
    readonly secure: string | undefined
  }
  readonly Hangup: object
  readonly Header: {
    readonly name: string | undefined
    readonly value: string | undefined
  }
  readonly Headers: object
  readonly Identity: object
  readonly Language: {
    readonly code: string | undefined
    readonly speechModel: string | undefined
    readonly transcriptionProvider: string | undefined
    readonly ttsProvider: string | undefined
    readonly voice: string | undefined
  }
  readonly Leave: object
  readonly Number: {
    readonly amdStatusCallback: string | undefined
    readonly amdStatusCallbackMethod: 'GET' | 'POST'
    readonly byoc: string | undefined
    readonly machineDetection: 'Enable' | 'DetectMessageEnd' | undefined
    readonly machineDetectionSilenceTimeout: number
    readonly machineDetectionSpeechEndThreshold: number
    readonly machineDetectionSpeechThreshold: number
    readonly machineDetectionTimeout: number
    readonly method: 'GET' | 'POST'
    readonly sendDigits: string | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly url: string | undefined
    readonly action: string | undefined
  }
  readonly Parameter: {
    readonly name: string | undefined
    readonly value: string | undefined
  }
  readonly Pause: {
    readonly length: number
    readonly timeout: number | undefined
    readonly until: string | undefined
  }
  readonly Pay: {
    readonly action: string | undefined
    readonly bankAccountType: 'consumer-checking' | 'consumer-savings' | 'commercial-checking' | 'commercial-savings'
    readonly chargeAmount: number | undefined
    readonly currency: string
    readonly description: string | undefined
    readonly input: 'dtmf'
    readonly language: 'de-DE' | 'en-AU' | 'en-CA' | 'en-GB' | 'en-IN' | 'en-IE' | 'en-NZ' | 'en-PH' | 'en-ZA' | 'en-US' | 'es-ES' | 'es-US' | 'fr-CA' | 'fr-FR' | 'it-IT'
    readonly maxAttempts: number | undefined
    readonly minPostalCodeLength: number | undefined
    readonly paymentConnector: string
    readonly paymentMethod: 'ach-debit' | 'credit-card'
    readonly postalCode: string
    readonly securityCode: boolean
    readonly statusCallback: string | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly timeout: number
    readonly tokenType: 'one-time' | 'reusable' | 'payment-method'
    readonly validCardTypes: readonly ('visa' | 'mastercard' | 'amex' | 'maestro' | 'discover' | 'optima' | 'jcb' | 'diners-club' | 'enroute')[]
  }
  readonly Play: {
    readonly digits: string | undefined
    readonly loop: number
  }
  readonly Prompt: {
    readonly attempt: readonly number[] | undefined
    readonly cardType: readonly ('visa' | 'mastercard' | 'amex' | 'maestro' | 'discover' | 'optima' | 'jcb' | 'diners-club' | 'enroute')[] | undefined
    readonly errorType: readonly string[] | undefined
    readonly for: 'payment-card-number' | 'expiration-date' | 'security-code' | 'postal-code' | 'payment-processing' | 'bank-account-number' | 'bank-routing-number' | undefined
    readonly requireMatchingInputs: boolean | undefined
  }
  readonly Queue: {
    readonly method: 'GET' | 'POST'
    readonly postWorkActivitySid: string | undefined
    readonly reservationSid: string | undefined
    readonly url: string | undefined
    readonly callSid: string | undefined
  }
  readonly Record: {
    readonly action: string | undefined
    readonly finishOnKey: string
    readonly maxLength: number
    readonly method: 'GET' | 'POST'
    readonly playBeep: boolean
    readonly recordingConfigurationId: string | undefined
    readonly recordingStatusCallback: string | undefined
    readonly recordingStatusCallbackEvent: readonly ('in-progress' | 'completed' | 'absent')[]
    readonly recordingStatusCallbackMethod: 'GET' | 'POST'
    readonly timeout: number
    readonly transcribe: boolean
    readonly transcribeCallback: string | undefined
    readonly trim: 'trim-silence' | 'do-not-trim'
  }
  readonly Recording: {
    readonly channels: 'mono' | 'dual'
    readonly recordingConfigurationId: string | undefined
    readonly recordingStatusCallback: string | undefined
    readonly recordingStatusCallbackEvent: readonly ('in-progress' | 'completed' | 'absent')[]
    readonly recordingStatusCallbackMethod: 'GET' | 'POST'
    readonly track: 'inbound' | 'outbound' | 'both'
    readonly trim: 'trim-silence' | 'do-not-trim'
    readonly name: string | undefined
  }
  readonly Redirect: {
    readonly method: 'GET' | 'POST'
  }
  readonly Refer: {
    readonly action: string | undefined
    readonly method: 'GET' | 'POST'
  }
  readonly ReferSip: object
  readonly Reject: {
    readonly reason: 'rejected' | 'busy'
  }
  readonly Response: {
    readonly version: string | undefined
  }
  readonly Room: {
    readonly participantIdentity: string | undefined
  }
  readonly Say: {
    readonly language: string
    readonly loop: number
    readonly voice: string
    readonly rate: string | undefined
  }
  readonly Sim: object
  readonly Sip: {
    readonly amdStatusCallback: string | undefined
    readonly amdStatusCallbackMethod: 'GET' | 'POST'
    readonly machineDetection: 'Enable' | 'DetectMessageEnd' | undefined
    readonly machineDetectionSilenceTimeout: number
    readonly machineDetectionSpeechEndThreshold: number
    readonly machineDetectionSpeechThreshold: number
    readonly machineDetectionTimeout: number
    readonly method: 'GET' | 'POST'
    readonly password: string | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly url: string | undefined
    readonly username: string | undefined
    readonly sendDigits: string | undefined
  }
  readonly SipUri: {
    readonly password: string | undefined
    readonly priority: number | undefined
    readonly username: string | undefined
    readonly weight: number | undefined
  }
  readonly Siprec: {
    readonly connectorName: string | undefined
    readonly name: string | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly track: 'inbound_track' | 'outbound_track' | 'both_tracks' | undefined
  }
  readonly Sms: {
    readonly action: string | undefined
    readonly from: string | undefined
    readonly method: 'GET' | 'POST'
    readonly statusCallback: string | undefined
    readonly to: string | undefined
  }
  readonly SsmlBreak: {
    readonly strength: 'none' | 'x-weak' | 'weak' | 'medium' | 'strong' | 'x-strong' | undefined
    readonly time: string | undefined
  }
  readonly SsmlEmphasis: {
    readonly level: 'strong' | 'moderate' | 'reduced' | undefined
  }
  readonly SsmlLang: {
    readonly 'xml:lang': 'arb' | 'ar-AE' | 'ca-ES' | 'cmn-CN' | 'cy-GB' | 'da-DK' | 'de-DE' | 'de-AT' | 'en-AU' | 'en-GB' | 'en-GB-WLS' | 'en-IN' | 'en-NZ' | 'en-US' | 'en-ZA' | 'es-ES' | 'es-MX' | 'es-US' | 'fi-FI' | 'fr-CA' | 'fr-FR' | 'he-IL' | 'hi-IN' | 'is-IS' | 'it-IT' | 'ja-JP' | 'ko-KR' | 'nb-NO' | 'nl-NL' | 'pl-PL' | 'pt-BR' | 'pt-PT' | 'ro-RO' | 'ru-RU' | 'sv-SE' | 'tr-TR' | 'yue-CN' | undefined
  }
  readonly SsmlP: object
  readonly SsmlPhoneme: {
    readonly alphabet: 'ipa' | 'x-sampa' | 'x-amazon-jyutping' | 'x-amazon-pinyin' | 'x-amazon-pron-kana' | 'x-amazon-yomigana' | undefined
    readonly ph: string | undefined
  }
  readonly SsmlProsody: {
    readonly pitch: string | undefined
    readonly rate: string | undefined
    readonly volume: string | undefined
  }
  readonly SsmlS: object
  readonly SsmlSayAs: {
    readonly format: 'mdy' | 'dmy' | 'ymd' | 'md' | 'dm' | 'ym' | 'my' | 'd' | 'm' | 'y' | 'yyyymmdd' | undefined
    readonly 'interpret-as': 'characters' | 'spell-out' | 'cardinal' | 'number' | 'ordinal' | 'digits' | 'fraction' | 'unit' | 'date' | 'time' | 'address' | 'expletive' | 'telephone' | undefined
  }
  readonly SsmlSub: {
    readonly alias: string | undefined
  }
  readonly SsmlW: {
    readonly role: string | undefined
  }
  readonly Start: {
    readonly action: string | undefined
    readonly method: 'GET' | 'POST'
  }
  readonly Stop: object
  readonly Stream: {
    readonly audioFormat: string | undefined
    readonly connectorName: string | undefined
    readonly name: string | undefined
    readonly sampleRate: string | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly track: 'inbound_track' | 'outbound_track' | 'both_tracks'
    readonly url: string | undefined
  }
  readonly Task: {
    readonly priority: number | undefined
    readonly timeout: number | undefined
  }
  readonly Transcription: {
    readonly enableAutomaticPunctuation: boolean
    readonly hints: string | undefined
    readonly inboundTrackLabel: string | undefined
    readonly intelligenceService: string | undefined
    readonly languageCode: string
    readonly name: string | undefined
    readonly outboundTrackLabel: string | undefined
    readonly partialResults: boolean
    readonly profanityFilter: boolean
    readonly speechModel: string
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly statusCallbackUrl: string | undefined
    readonly track: 'inbound_track' | 'outbound_track' | 'both_tracks'
    readonly transcriptionEngine: string
    readonly enableProviderData: boolean
    readonly conversationConfiguration: string | undefined
    readonly conversationId: string | undefined
  }
  readonly VirtualAgent: {
    readonly connectorName: string | undefined
    readonly language: string | undefined
    readonly sentimentAnalysis: boolean | undefined
    readonly statusCallback: string | undefined
    readonly statusCallbackMethod: 'GET' | 'POST'
  }
  readonly WhatsApp: {
    readonly method: 'GET' | 'POST'
    readonly statusCallback: string | undefined
    readonly statusCallbackEvent: readonly ('initiated' | 'ringing' | 'answered' | 'completed')[]
    readonly statusCallbackMethod: 'GET' | 'POST'
    readonly url: string | undefined
  }
}
