/** What the text of an element has to be, beyond the grammar. */
export interface TextLimits {
  readonly what: string
  readonly emptyCode?: number
  readonly maxLength?: number
  readonly tooLongCode?: number
  /** With one of these children or attributes the element needs no text. */
  readonly unlessChildren: readonly string[]
  readonly unlessAttributes: readonly string[]
}

const never = { unlessChildren: [], unlessAttributes: [] }

/** By element id. Sources: the documentation of the verbs, and the codes of Twilio's debugger. */
export const textLimits: Readonly<Record<string, TextLimits>> = {
  ApplicationSid: { what: 'the SID of an application', ...never },
  Application: { what: 'the SID of an application', ...never, unlessChildren: ['ApplicationSid'] },
  Client: { what: 'the identity of a client', maxLength: 256, ...never, unlessChildren: ['Identity'] },
  Conference: { what: 'the name of a room', emptyCode: 13237, ...never },
  Dial: {
    what: 'a phone number or a noun such as Number or Client',
    emptyCode: 13223,
    unlessChildren: ['Application', 'Client', 'Conference', 'Number', 'Queue', 'Sim', 'Sip', 'WhatsApp'],
    unlessAttributes: [],
  },
  Enqueue: {
    what: 'the name of a queue',
    emptyCode: 14204,
    maxLength: 64,
    tooLongCode: 14205,
    unlessChildren: [],
    unlessAttributes: ['workflowSid'],
  },
  Identity: { what: 'the identity of a client', maxLength: 256, ...never },
  Number: { what: 'a phone number', emptyCode: 13223, ...never },
  Play: { what: 'the URL of a sound, or the attribute digits', ...never, unlessAttributes: ['digits'] },
  Queue: { what: 'the name of a queue', emptyCode: 14212, maxLength: 64, tooLongCode: 14213, ...never },
  ReferSip: { what: 'a SIP URI', ...never },
  Room: { what: 'the name of a video room', ...never },
  Sim: { what: 'the SID of a SIM', ...never },
  Sip: { what: 'a SIP URI', emptyCode: 13243, ...never, unlessChildren: ['Uri'] },
  SipUri: { what: 'a SIP URI', emptyCode: 13243, ...never },
  Sms: { what: 'the words to send', emptyCode: 14103, ...never },
  Task: { what: 'a JSON object', emptyCode: 14221, ...never },
  WhatsApp: { what: 'a phone number', ...never },
}
