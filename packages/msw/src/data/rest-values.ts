import { callStatus, headerValue, limits } from '@ringback/catalog'

/** The URL of the REST API. */
export const apiRoot = '/2010-04-01'

/** A URL at any host of Twilio's, regional ones included. */
export const twilioUrl: RegExp = /^https?:\/\/(?:[^/?#]*\.)?twilio\.com(?:[:/?#]|$)/i

/** The REST API's name for a status that only callbacks have. */
export const restCallStatus: Readonly<Record<string, string>> = { [callStatus.initiated]: callStatus.queued }

/**
 * The limits of the REST API (docs/facts/twiml.md, section 3.1; docs/facts/twiml.md, section 3.3; docs/facts/twiml.md,
 * section 3.4).
 */
export const restLimits = {
  pageSize: { default: 50, max: 1000 },
  ringSeconds: { default: 60, max: 600 },
  detectionSeconds: { default: 30, min: 3, max: 59 },
  detectionMilliseconds: {
    MachineDetectionSpeechThreshold: { min: 1000, max: 6000 },
    MachineDetectionSpeechEndThreshold: { min: 500, max: 5000 },
    MachineDetectionSilenceTimeout: { min: 2000, max: 10_000 },
  },
  sipCredentialCharacters: 255,
  callsPerSecond: 1,
} as const

/** The allowed characters of `SendDigits`. */
export const sendDigitsPattern: RegExp = new RegExp(`^[0-9A-Da-d#*wW]{0,${limits.sendDigitsCharacters}}$`)

/** The words of `MachineDetection`. */
export const detectionMode = { enable: 'Enable', detectMessageEnd: 'DetectMessageEnd' } as const

/** The words of `Status` on a recording that is changed. */
export const recordingControl = { inProgress: 'in-progress', paused: 'paused', stopped: 'stopped' } as const

/** The statuses of a conference and of a participant, which no callback carries. */
export const conferenceStatus = { init: 'init', inProgress: 'in-progress', completed: 'completed' } as const
export const participantStatus = { connected: 'connected', complete: 'complete' } as const

/** The statuses of a stream. */
export const streamStatus = { inProgress: 'in-progress', stopped: 'stopped' } as const

/** In a path: the running recording of a call. */
export const currentRecording = 'Twilio.CURRENT'

/** In a path: the first call in a queue. */
export const frontOfQueue = 'Front'

/** The subresources of a call: the field of `subresource_uris` and the end of its path. */
export const callSubresources: Readonly<Record<string, string>> = {
  notifications: 'Notifications',
  recordings: 'Recordings',
  payments: 'Payments',
  events: 'Events',
  siprec: 'Siprec',
  streams: 'Streams',
  transcriptions: 'Transcriptions',
  user_defined_messages: 'UserDefinedMessages',
  user_defined_message_subscriptions: 'UserDefinedMessageSubscriptions',
}

/** The subresources of a conference. */
export const conferenceSubresources: Readonly<Record<string, string>> = {
  participants: 'Participants',
  recordings: 'Recordings',
}

/** The subresources of a recording. */
export const recordingSubresources: Readonly<Record<string, string>> = {
  add_on_results: 'AddOnResults',
  transcriptions: 'Transcriptions',
}

/** The words of `RecordingChannels`. */
export const recordingChannels = { mono: 'mono', dual: 'dual' } as const

/** The currency of prices. */
export const priceUnit = 'USD'

/** Twilio's default region. */
export const homeRegion: string = headerValue.homeRegion

/** The subresources of a queue. */
export const queueSubresources: Readonly<Record<string, string>> = { members: 'Members' }

/** Default maximum size of a queue that the REST API creates. */
export const defaultQueueSize = 100

/** The level of a notification in its `log` field. */
export const notificationLog: Readonly<Record<'error' | 'warning', string>> = { error: '0', warning: '1' }
