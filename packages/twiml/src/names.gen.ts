// Generated from the grammar by `npm run generate`. Do not edit.

/** The verbs, by their id. */
export const verb = {
  Connect: 'Connect',
  Dial: 'Dial',
  Echo: 'Echo',
  Enqueue: 'Enqueue',
  Gather: 'Gather',
  Hangup: 'Hangup',
  Leave: 'Leave',
  Pause: 'Pause',
  Pay: 'Pay',
  Play: 'Play',
  Record: 'Record',
  Redirect: 'Redirect',
  Refer: 'Refer',
  Reject: 'Reject',
  Say: 'Say',
  Sms: 'Sms',
  Start: 'Start',
  Stop: 'Stop',
} as const

/** The nouns, by their id; `noun.ReferSip` and `noun.Sip` are both written `Sip`. */
export const noun = {
  AiSession: 'AiSession',
  Application: 'Application',
  ApplicationSid: 'ApplicationSid',
  Autopilot: 'Autopilot',
  Client: 'Client',
  Conference: 'Conference',
  Config: 'Config',
  Conversation: 'Conversation',
  ConversationRelay: 'ConversationRelay',
  ConversationRelaySession: 'ConversationRelaySession',
  Header: 'Header',
  Headers: 'Headers',
  Identity: 'Identity',
  Language: 'Language',
  Number: 'Number',
  Parameter: 'Parameter',
  Prompt: 'Prompt',
  Queue: 'Queue',
  Recording: 'Recording',
  ReferSip: 'Sip',
  Room: 'Room',
  Sim: 'Sim',
  Sip: 'Sip',
  SipUri: 'Uri',
  Siprec: 'Siprec',
  Stream: 'Stream',
  Task: 'Task',
  Transcription: 'Transcription',
  VirtualAgent: 'VirtualAgent',
  WhatsApp: 'WhatsApp',
} as const

/** Speech mark-up inside Say, by its id. */
export const ssml = {
  SsmlBreak: 'break',
  SsmlEmphasis: 'emphasis',
  SsmlLang: 'lang',
  SsmlP: 'p',
  SsmlPhoneme: 'phoneme',
  SsmlProsody: 'prosody',
  SsmlS: 's',
  SsmlSayAs: 'say-as',
  SsmlSub: 'sub',
  SsmlW: 'w',
} as const

/** Every element, by its id; the value is the name as written. */
export const element = {
  AiSession: 'AiSession',
  Application: 'Application',
  ApplicationSid: 'ApplicationSid',
  Autopilot: 'Autopilot',
  Client: 'Client',
  Conference: 'Conference',
  Config: 'Config',
  Connect: 'Connect',
  Conversation: 'Conversation',
  ConversationRelay: 'ConversationRelay',
  ConversationRelaySession: 'ConversationRelaySession',
  Dial: 'Dial',
  Echo: 'Echo',
  Enqueue: 'Enqueue',
  Gather: 'Gather',
  Hangup: 'Hangup',
  Header: 'Header',
  Headers: 'Headers',
  Identity: 'Identity',
  Language: 'Language',
  Leave: 'Leave',
  Number: 'Number',
  Parameter: 'Parameter',
  Pause: 'Pause',
  Pay: 'Pay',
  Play: 'Play',
  Prompt: 'Prompt',
  Queue: 'Queue',
  Record: 'Record',
  Recording: 'Recording',
  Redirect: 'Redirect',
  Refer: 'Refer',
  ReferSip: 'Sip',
  Reject: 'Reject',
  Response: 'Response',
  Room: 'Room',
  Say: 'Say',
  Sim: 'Sim',
  Sip: 'Sip',
  SipUri: 'Uri',
  Siprec: 'Siprec',
  Sms: 'Sms',
  SsmlBreak: 'break',
  SsmlEmphasis: 'emphasis',
  SsmlLang: 'lang',
  SsmlP: 'p',
  SsmlPhoneme: 'phoneme',
  SsmlProsody: 'prosody',
  SsmlS: 's',
  SsmlSayAs: 'say-as',
  SsmlSub: 'sub',
  SsmlW: 'w',
  Start: 'Start',
  Stop: 'Stop',
  Stream: 'Stream',
  Task: 'Task',
  Transcription: 'Transcription',
  VirtualAgent: 'VirtualAgent',
  WhatsApp: 'WhatsApp',
} as const

/** The names of all elements by their ids. */
export type ElementNames = typeof element

/** The ids of the elements of the grammar. An id is the name, but for names that stand for two things (ReferSip). */
export type ElementId =
  | 'AiSession'
  | 'Application'
  | 'ApplicationSid'
  | 'Autopilot'
  | 'Client'
  | 'Conference'
  | 'Config'
  | 'Connect'
  | 'Conversation'
  | 'ConversationRelay'
  | 'ConversationRelaySession'
  | 'Dial'
  | 'Echo'
  | 'Enqueue'
  | 'Gather'
  | 'Hangup'
  | 'Header'
  | 'Headers'
  | 'Identity'
  | 'Language'
  | 'Leave'
  | 'Number'
  | 'Parameter'
  | 'Pause'
  | 'Pay'
  | 'Play'
  | 'Prompt'
  | 'Queue'
  | 'Record'
  | 'Recording'
  | 'Redirect'
  | 'Refer'
  | 'ReferSip'
  | 'Reject'
  | 'Response'
  | 'Room'
  | 'Say'
  | 'Sim'
  | 'Sip'
  | 'SipUri'
  | 'Siprec'
  | 'Sms'
  | 'SsmlBreak'
  | 'SsmlEmphasis'
  | 'SsmlLang'
  | 'SsmlP'
  | 'SsmlPhoneme'
  | 'SsmlProsody'
  | 'SsmlS'
  | 'SsmlSayAs'
  | 'SsmlSub'
  | 'SsmlW'
  | 'Start'
  | 'Stop'
  | 'Stream'
  | 'Task'
  | 'Transcription'
  | 'VirtualAgent'
  | 'WhatsApp'
