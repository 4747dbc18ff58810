/** The app as a positional argument, for commands that need its address only. */
export const appArgument = {
  type: 'string',
  describe:
    'Where your app listens: http://127.0.0.1:3000, localhost:3000 or 3000 (default: `app` in ringback.config.ts)',
} as const

/** The app for commands that call it: a path in the address is that of its Voice URL. */
export const calledAppArgument = {
  type: 'string',
  describe:
    'Where your app answers calls: localhost:3000/voice, or a module that exports it: ./app.ts (default: `app` and `voiceUrl` in ringback.config.ts)',
} as const

/** Functions in place of an app. */
export const functionsOption = {
  functions: {
    type: 'string',
    placeholder: '<folder>',
    describe:
      'Call the Twilio Functions of this project, in this process, in place of [app] (default: `functions` in ringback.config.ts)',
    group: 'Webhooks',
  },
} as const

/** Options of every command that sends requests as Twilio does. */
export const requestOptions = {
  'public-url': {
    type: 'string',
    placeholder: '<url>',
    describe:
      'The URL that Twilio requests and signs, if it is not that of the app; auto: that of the tunnel to the app',
    group: 'Webhooks',
  },
  'auth-token': {
    type: 'string',
    placeholder: '<token>',
    describe: 'The token to sign with; better set TWILIO_AUTH_TOKEN',
    group: 'Webhooks',
  },
  timeout: {
    type: 'number',
    placeholder: '<seconds>',
    above: 0,
    describe: 'How long the app may take to answer (default: 15, as Twilio)',
    group: 'Webhooks',
  },
  'allow-remote': {
    type: 'boolean',
    default: false,
    describe: 'Allow an app that is not on this machine',
    group: 'Webhooks',
  },
} as const

/** How long an app on a WebSocket has, for commands that are the telephone of a call. */
export const answerPatienceOption = {
  type: 'number',
  placeholder: '<seconds>',
  above: 0,
  default: 1,
  describe: 'How long an app on a WebSocket may take to begin an answer, in real time',
  group: 'Webhooks',
} as const

/** The URLs of the number that is called. */
export const numberOptions = {
  'voice-url': {
    type: 'string',
    placeholder: '<url>',
    describe: "The number's Voice URL, or its path",
    group: 'Webhooks',
  },
  'voice-fallback-url': {
    type: 'string',
    placeholder: '<url>',
    describe: "The number's fallback URL, or its path",
    group: 'Webhooks',
  },
  'status-callback': {
    type: 'string',
    placeholder: '<url>',
    describe: "The number's status callback URL, or its path",
    group: 'Webhooks',
  },
  method: {
    type: 'string',
    choices: ['POST', 'GET'],
    default: 'POST',
    placeholder: '<method>',
    describe: 'How Twilio requests the Voice URL',
    group: 'Webhooks',
  },
} as const

/** Where recordings are. */
export const recordingsOption = {
  type: 'string',
  placeholder: '<folder>',
  describe: 'Folder of the recordings (default: `recordings` in ringback.config.ts, or recordings)',
} as const

/** The database that recordings are in. */
export const storeOption = {
  type: 'string',
  placeholder: '<url>',
  describe:
    'Database of the recordings: postgres://user@host/database, with ?schema=<name> for another schema than ringback (default: RINGBACK_STORE, or `store` in ringback.config.ts)',
} as const

/** The same for commands that use no recordings unless they are told to. */
export const chosenStoreOption = {
  type: 'string',
  placeholder: '<url>',
  describe: 'Database of recordings to use: postgres://user@host/database',
} as const

/** A recorded call, or all of a folder. */
export const callArgument = {
  type: 'string',
  describe: 'The start of a CallSid, a recording file, or a folder (default: all recordings)',
} as const

/** Whether what is written is redacted. */
export const redactOption = {
  type: 'boolean',
  negated: true,
  describe: 'Do not redact private values. Never commit such recordings',
} as const

/** How commands that judge recordings deal with redaction. */
export const redactionOptions = {
  'require-key': {
    type: 'boolean',
    default: false,
    describe: 'Fail when an answer is not comparable; without the redaction key: exit 2',
    group: 'Redaction',
  },
  reveal: {
    type: 'boolean',
    default: false,
    describe: 'Show real values instead of pseudonyms, on the terminal only',
    group: 'Redaction',
  },
} as const

/** Whether originals are kept. */
export const originalsOption = {
  type: 'boolean',
  negated: true,
  describe: 'Keep no sealed originals: what depends on redacted values is then not compared',
} as const

/** The output of commands that do not judge. */
export const formatOption = {
  type: 'string',
  placeholder: '<format>',
  choices: ['pretty', 'json'],
  default: 'pretty',
  describe: 'How the result is printed',
} as const
