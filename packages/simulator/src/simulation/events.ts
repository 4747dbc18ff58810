import type { CallStatus, DialCallStatus, WebhookKind } from '@ringback/catalog'
import type { Exchange, SocketProtocol } from '@ringback/recording'

/** The fields of every event. */
export interface EventBase {
  /** Milliseconds since the simulation began, on its clock. */
  readonly at: number
  /** The leg concerned. */
  readonly callSid: string
}

/** The input that a leg waits for. */
export type Waiting =
  | {
      readonly for: 'gather'
      readonly input: readonly string[]
      readonly numDigits: number | undefined
      readonly finishOnKey: string
      readonly timeout: number
      readonly hints: string | undefined
      /** The prompts of this Gather. */
      readonly prompts: readonly string[]
      /** The URL that gets the input. */
      readonly action: string | undefined
    }
  | { readonly for: 'record'; readonly finishOnKey: string; readonly maxLength: number }
  | {
      readonly for: 'dial'
      readonly targets: readonly string[]
      /** True: they ring one after the other, until one answers. */
      readonly sequential: boolean
    }
  | { readonly for: 'conversation'; readonly with: readonly string[] }
  | { readonly for: 'queue'; readonly queue: string }
  | { readonly for: 'conference'; readonly conference: string }
  | { readonly for: 'connect'; readonly noun: string; readonly url: string | undefined }
  | { readonly for: 'pay' }

/** What an app on a WebSocket answers: the start of the socket, or what the caller said or pressed. */
export type TurnCause = 'start' | 'caller'

/** Everything that happens in a simulation, in order. Transcript, timeline and recordings are made from it. */
export type CallEvent =
  | (EventBase & {
      readonly type: 'call-started'
      readonly from: string
      readonly to: string
      readonly direction: string
      readonly parentCallSid: string | null
    })
  | (EventBase & { readonly type: 'leg-status'; readonly status: CallStatus })
  | (EventBase & {
      readonly type: 'webhook-sent'
      readonly kind: WebhookKind
      readonly method: string
      readonly url: string
      readonly parameters: Readonly<Record<string, string>>
    })
  | (EventBase & {
      readonly type: 'webhook-answered'
      readonly kind: WebhookKind
      readonly url: string
      /** Null when no answer came back. */
      readonly status: number | null
      readonly exchanges: readonly Exchange[]
    })
  | (EventBase & { readonly type: 'document'; readonly url: string | null; readonly twiml: string })
  | (EventBase & {
      readonly type: 'verb'
      readonly verb: string
      readonly attributes: Readonly<Record<string, string>>
    })
  | (EventBase & {
      readonly type: 'said'
      readonly text: string
      readonly voice: string
      readonly language: string
    })
  | (EventBase & { readonly type: 'played'; readonly url: string })
  /** TwiML that Twilio serves itself, such as a twimlet, takes the call over. It is not requested. */
  | (EventBase & { readonly type: 'twilio-content'; readonly url: string; readonly title: string })
  | (EventBase & { readonly type: 'tones'; readonly digits: string })
  | (EventBase & { readonly type: 'beep' })
  | (EventBase & { readonly type: 'paused'; readonly seconds: number })
  | (EventBase & { readonly type: 'waiting'; readonly waiting: Waiting })
  /** A person did something. */
  | (EventBase & { readonly type: 'pressed'; readonly key: string })
  | (EventBase & { readonly type: 'spoke'; readonly text: string })
  /** A person on another leg who is heard on this one. */
  | (EventBase & { readonly type: 'heard'; readonly text: string; readonly from: string })
  | (EventBase & {
      readonly type: 'gathered'
      readonly digits: string | undefined
      readonly speech: string | undefined
    })
  | (EventBase & {
      readonly type: 'recorded'
      readonly recordingSid: string
      readonly seconds: number
      readonly text: string
    })
  | (EventBase & {
      readonly type: 'dialled'
      readonly noun: string
      readonly to: string
      readonly child: string | null
    })
  | (EventBase & { readonly type: 'dial-ended'; readonly status: DialCallStatus })
  | (EventBase & { readonly type: 'bridged'; readonly with: string })
  | (EventBase & { readonly type: 'enqueued'; readonly queue: string; readonly queueSid: string })
  | (EventBase & { readonly type: 'dequeued'; readonly queue: string; readonly result: string })
  | (EventBase & { readonly type: 'conference'; readonly conference: string; readonly event: string })
  | (EventBase & {
      readonly type: 'stream'
      readonly event: string
      readonly streamSid: string
      readonly detail?: string
    })
  /** A WebSocket to the app is closed, or was not opened. */
  | (EventBase & { readonly type: 'socket'; readonly exchange: Exchange })
  | (EventBase & {
      readonly type: 'media'
      readonly streamSid: string
      readonly bytes: number
      readonly milliseconds: number
    })
  /** On a WebSocket it is the app's turn to speak: the socket was started, or the caller spoke or pressed a key. Then the app is heard, or ends the session. */
  | (EventBase & {
      readonly type: 'app-turn'
      readonly streamSid: string
      readonly protocol: SocketProtocol
      readonly cause: TurnCause
      readonly state: 'begins' | 'heard' | 'ended'
    })
  | (EventBase & { readonly type: 'sms'; readonly to: string; readonly from: string; readonly body: string })
  | (EventBase & { readonly type: 'referred'; readonly to: string; readonly status: string })
  | (EventBase & { readonly type: 'paid'; readonly result: string })
  /** What Twilio's debugger logs; without a code, it is a message of ringback itself. */
  | (EventBase & {
      readonly type: 'problem'
      readonly level: 'error' | 'warning'
      readonly code: string
      readonly twilioCode: number | null
      readonly message: string
    })
  | (EventBase & { readonly type: 'hung-up'; readonly by: 'person' | 'twilio' })
  | (EventBase & { readonly type: 'ended'; readonly status: CallStatus; readonly seconds: number })

/** An event without its time and leg, which the simulation adds. */
export type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { readonly type: Type }>
type Without<Event> = Event extends CallEvent ? Omit<Event, 'at' | 'callSid'> : never
export type NewEvent = Without<CallEvent>
