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

/** A sound file that a call leaves behind. */
export interface SoundRecording {
  readonly sid: string
  readonly url: string
  readonly startedAt: number
  /** Where its fate is reported. */
  readonly subscription: RecordingSubscription | undefined
}

/** Where the fate of a recording is reported. */
export interface RecordingSubscription {
  readonly kind: WebhookKind
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly string[]
  readonly source: RecordingSource
  readonly channels?: number
  readonly track?: string
  /** The room, where the recording is one of a conference. */
  readonly conferenceSid?: string
}

/** Milliseconds from the end of a recording until it is ready. */
const processingMs = 1000

/** Begins a recording, and says so where that was asked for. */
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

/** Ends a recording. Its callback comes when it has been processed; nobody waits for that. */
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
