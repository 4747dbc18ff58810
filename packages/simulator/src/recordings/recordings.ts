import {
  parameter,
  type RecordingSource,
  recordingStatus,
  recordingUrl,
  recordingTrack,
  sidPrefix,
  type WebhookKind,
  formatRfc2822,
} from '@ringback/catalog'
import { scheduleBackground } from '../simulation/schedule-background.ts'
import type { Leg } from '../legs/leg.ts'
import { notify } from '../webhooks/send-webhook.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import type { Simulation } from '../simulation/simulation.ts'

/** A recording of a call (a sound file). */
export interface SoundRecording {
  readonly sid: string
  readonly url: string
  readonly startedAt: number
  /** The recording status callback. */
  readonly subscription: RecordingSubscription | undefined
}

/** The status callback of a recording. */
export interface RecordingSubscription {
  readonly kind: WebhookKind
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly string[]
  readonly source: RecordingSource
  readonly channels?: number
  readonly track?: string
  /** The conference, for a recording of a conference. */
  readonly conferenceSid?: string
}

/** Milliseconds from the end of a recording until it is ready. */
const processingMs = 1000

/** Starts a recording, and reports it if the callback subscribes to that. */
export function startRecording(
  simulation: Simulation,
  leg: Leg,
  subscription: RecordingSubscription | undefined,
): SoundRecording {
  const sid = simulation.ids.sid(sidPrefix.recording)
  const url = recordingUrl(simulation.accountSid, sid)
  const recording = { sid, url, startedAt: simulation.clock.now(), subscription }
  report(simulation, leg, recording, { status: recordingStatus.inProgress })
  return recording
}

/** Ends a recording. Its callback is sent when it has been processed; the call does not wait for that. */
export function finishRecording(
  simulation: Simulation,
  leg: Leg,
  recording: SoundRecording,
  seconds: number,
): void {
  scheduleBackground(simulation, processingMs, () => {
    const status = seconds === 0 ? recordingStatus.absent : recordingStatus.completed
    report(simulation, leg, recording, { status, seconds })
  })
}

function report(
  simulation: Simulation,
  leg: Leg,
  recording: SoundRecording,
  { status, seconds }: { readonly status: string; readonly seconds?: number },
): void {
  const { subscription } = recording
  if (subscription === undefined || !subscription.events.includes(status)) return
  const { kind, url, method, source, channels = 1, track = recordingTrack.both, conferenceSid } = subscription
  const values: ParameterValues = {
    [parameter.ConferenceSid]: conferenceSid,
    [parameter.RecordingSid]: recording.sid,
    [parameter.RecordingUrl]: recording.url,
    [parameter.RecordingStatus]: status,
    [parameter.RecordingDuration]: seconds === undefined ? undefined : String(seconds),
    [parameter.RecordingChannels]: String(channels),
    [parameter.RecordingSource]: source,
    [parameter.RecordingStartTime]: formatRfc2822(recording.startedAt),
    [parameter.RecordingTrack]: track,
    [parameter.ErrorCode]: '0',
  }
  notify(simulation, leg, { kind, url, method, values })
}
