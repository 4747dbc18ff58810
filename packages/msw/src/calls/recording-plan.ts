import { recordingSource, recordingStatus, recordingTrack } from '@ringback/catalog'
import {
  finishRecording,
  startRecording,
  type Leg,
  type RecordingSubscription,
} from '@ringback/simulator/engine'
import { updateRecording } from '../account/observe.ts'
import type { Account } from '../account/account.ts'
import type { RecordingRow } from '../account/recording-row.ts'
import { flagOf, targetOf, type RestParameters } from '../api/api-request.ts'
import { restParameter } from '../data/rest-parameter.ts'
import { recordingChannels } from '../data/rest-values.ts'

/** The recording settings of a call. */
export interface RecordingPlan {
  readonly channels: number
  readonly track: string
  readonly callback: { readonly url: string; readonly method: 'GET' | 'POST' } | undefined
  readonly events: readonly string[]
}

/** The recording settings of Calls.create; undefined when the call is not recorded. */
export function recordingPlanOf(form: RestParameters): RecordingPlan | undefined {
  return flagOf(form, restParameter.Record) === true ? recordingDetails(form) : undefined
}

/** The parameters of a recording. */
export function recordingDetails(form: RestParameters): RecordingPlan {
  const asked = form.all(restParameter.RecordingStatusCallbackEvent).flatMap((words) => words.split(' '))
  const channels = form.get(restParameter.RecordingChannels) ?? recordingChannels.mono
  return {
    channels: channels === recordingChannels.dual ? 2 : 1,
    track: form.get(restParameter.RecordingTrack) ?? recordingTrack.both,
    callback: targetOf(
      form,
      restParameter.RecordingStatusCallback,
      restParameter.RecordingStatusCallbackMethod,
    ),
    events: asked.length === 0 ? [recordingStatus.completed] : asked,
  }
}

/** Records a leg until it ends or the recording is stopped. */
export function recordLeg(
  account: Account,
  leg: Leg,
  { callback, ...plan }: RecordingPlan,
  source: typeof recordingSource.outboundApi | typeof recordingSource.startCallRecordingApi,
): RecordingRow {
  const { simulation } = account
  const kind =
    source === recordingSource.outboundApi ? 'recording.outbound-api' : 'recording.start-call-recording'
  const subscription: RecordingSubscription | undefined = callback && { ...plan, ...callback, kind, source }
  const recording = startRecording(simulation, leg, subscription)
  const { channels, track } = plan
  const row = updateRecording(account, recording.sid, leg.sid, {
    status: recordingStatus.inProgress,
    channels,
    track,
    source,
  })
  row.stop = () => {
    const seconds = Math.ceil((simulation.clock.now() - recording.startedAt) / 1000)
    leg.beside.delete(recording.sid)
    row.stop = undefined
    updateRecording(account, recording.sid, leg.sid, {
      status: seconds === 0 ? recordingStatus.absent : recordingStatus.completed,
      seconds,
    })
    finishRecording(simulation, leg, recording, seconds)
  }
  leg.beside.set(recording.sid, row.stop)
  return row
}
