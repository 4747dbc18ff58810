/** What Twilio serves at a URL of its own: TwiML that takes the call over, or a sound. */
export type TwilioContentType = 'twiml' | 'media'

/** A place where Twilio serves TwiML or sounds of its own. */
export interface TwilioContentRow {
  /** The host name, in lower case. */
  readonly host: string
  /** The path, in lower case, must begin so. */
  readonly path: string
  readonly type: TwilioContentType
  /** What is there, to be read after "Twilio's own": `hold music`. */
  readonly title: string
  /** Where it is documented, or used in public code. */
  readonly source: string
}

const playDocs = 'https://www.twilio.com/docs/voice/twiml/play'
const conferenceDocs = 'https://www.twilio.com/docs/voice/twiml/conference'
const callDocs = 'https://www.twilio.com/docs/voice/api/call-resource'
const twimletDocs = 'https://www.twilio.com/labs/twimlets'
const inPublicCode = 'Play and waitUrl in public code'

const twimlet = (name: string, title: string): readonly TwilioContentRow[] =>
  ['twimlets.com', 'www.twimlets.com'].map((host) => ({
    host,
    path: `/${name}`,
    type: 'twiml',
    title,
    source: twimletDocs,
  }))

/** Buckets of Twilio on S3, with music for people who wait. */
const buckets = [
  ['com.twilio.music.classical', conferenceDocs],
  ['com.twilio.music.ambient', conferenceDocs],
  ['com.twilio.music.electronica', conferenceDocs],
  ['com.twilio.music.guitars', conferenceDocs],
  ['com.twilio.music.newage', conferenceDocs],
  ['com.twilio.music.rock', conferenceDocs],
  ['com.twilio.music.soft-rock', conferenceDocs],
  ['com.twilio.sounds.music', inPublicCode],
] as const

/** TwiML and sounds that Twilio serves itself. The first row that fits a URL is meant. */
export const twilioContentRows: readonly TwilioContentRow[] = [
  ...twimlet('voicemail', 'voicemail twimlet'),
  ...twimlet('forward', 'forwarding twimlet'),
  ...twimlet('findme', 'find-me twimlet'),
  ...twimlet('simulring', 'simultaneous ringing twimlet'),
  ...twimlet('menu', 'menu twimlet'),
  ...twimlet('conference', 'conference twimlet'),
  ...twimlet('callme', 'call-me twimlet'),
  ...twimlet('whisper', 'whisper twimlet'),
  ...twimlet('holdmusic', 'hold music twimlet'),
  ...twimlet('message', 'message twimlet'),
  ...twimlet('echo', 'echo twimlet'),
  ...twimlet('', 'twimlet'),
  {
    host: 'demo.twilio.com',
    path: '/docs/classic.mp3',
    type: 'media',
    title: 'demo music',
    source: callDocs,
  },
  { host: 'demo.twilio.com', path: '/docs/', type: 'twiml', title: 'demo TwiML', source: callDocs },
  {
    host: 'demo.twilio.com',
    path: '/welcome/',
    type: 'twiml',
    title: 'welcome TwiML',
    source: 'the Voice URL of a new number in the Twilio console',
  },
  {
    host: 'handler.twilio.com',
    path: '/twiml/',
    type: 'twiml',
    title: 'TwiML Bin',
    source: 'https://www.twilio.com/docs/serverless/twiml-bins',
  },
  {
    host: 'webhooks.twilio.com',
    path: '/',
    type: 'twiml',
    title: 'Studio flow',
    source: 'https://www.twilio.com/docs/studio/rest-api/v2/execution',
  },
  { host: 'api.twilio.com', path: '/cowbell.mp3', type: 'media', title: 'cowbell', source: playDocs },
  ...buckets.flatMap(([bucket, source]): readonly TwilioContentRow[] => [
    { host: `${bucket}.s3.amazonaws.com`, path: '/', type: 'media', title: 'hold music', source },
    { host: 's3.amazonaws.com', path: `/${bucket}/`, type: 'media', title: 'hold music', source },
  ]),
  {
    host: 'media.twiliocdn.com',
    path: '/',
    type: 'media',
    title: 'media',
    source: inPublicCode,
  },
]
