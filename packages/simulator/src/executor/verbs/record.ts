import { parameter, recordHangup, recordingSource, sidPrefix, transcriptionStatus } from '@ringback/catalog'
import { attributeValue, type KnownElement, type verb } from '@ringback/twiml'
import { Interrupted, within } from '../../simulation/scope.ts'
import { scheduleBackground } from '../../simulation/schedule-background.ts'
import { waitFor } from '../../legs/leg-life.ts'
import { endStatus, type InputListener } from '../../legs/leg.ts'
import {
  finishRecording,
  startRecording,
  type RecordingSubscription,
  type SoundRecording,
} from '../../recordings/recordings.ts'
import { notify, sendWebhookOf } from '../../webhooks/send-webhook.ts'
import { emit } from '../../simulation/simulation.ts'
import { goToAction, linkOf } from '../action-request.ts'
import { nextVerb, type Next, type RunVerb, type VerbContext } from '../verb.ts'
import { recordingTarget } from '../recording-target.ts'

type Record = KnownElement<typeof verb.Record>

/** How a recording ended. */
interface Take {
  /** The key, `hangup`, or empty when silence or the maximum length ended it. */
  readonly digits: string
  readonly seconds: number
  readonly words: readonly string[]
}

/** Records the caller, then requests the action URL. */
export const runRecord: RunVerb<typeof verb.Record> = async (context, record) => {
  const { simulation, leg } = context
  const subscription = subscriptionOf(context, record)
  if (attributeValue(record, 'playBeep')) emit(simulation, leg, { type: 'beep' })
  const recording = startRecording(simulation, leg, subscription)
  const words: string[] = []
  try {
    const take = await listen(context, record, recording, words)
    return finish(context, record, { ...take, words }, recording)
  } catch (error) {
    if (!(error instanceof Interrupted) || leg.endedAt === undefined) throw error
    const seconds = Math.ceil((simulation.clock.now() - recording.startedAt) / 1000)
    const next = finish(
      context,
      record,
      { digits: recordHangup, seconds, words },
      { ...recording, subscription: undefined },
    )
    // The action URL is still requested; its answer does not run on a call that is over.
    if (next.to === 'document') {
      const values = { ...next.request.values, [parameter.CallStatus]: endStatus(leg) }
      await sendWebhookOf(simulation, leg, { ...next.request, values })
    }
    finishRecording(simulation, leg, recording, seconds)
    throw error
  } finally {
    leg.waiting = undefined
  }
}

/** Listens until a key, silence or the maximum length ends the recording. Throws `Interrupted` on a hang-up. */
function listen(
  { simulation, leg, scope }: VerbContext,
  record: Record,
  recording: SoundRecording,
  words: string[],
): Promise<Omit<Take, 'words'>> {
  const { clock } = simulation
  const silence = attributeValue(record, 'timeout') * 1000
  const keys = attributeValue(record, 'finishOnKey')
  const transcribe = attributeValue(record, 'transcribe')
  const longest =
    record.attributes['maxLength'] === undefined && transcribe ? 120 : attributeValue(record, 'maxLength')
  let lastSound = recording.startedAt
  return within(scope, (resolve) => {
    const finish = (digits: string, end: number): void => {
      resolve({ digits, seconds: Math.ceil((end - recording.startedAt) / 1000) })
    }
    let stopSilence = (): void => {}
    const startSilence = (): void => {
      stopSilence()
      if (silence > 0) stopSilence = clock.schedule(silence, () => finish('', lastSound))
    }
    const stopLength = clock.schedule(longest * 1000, () => finish('', clock.now()))
    const listener: InputListener = {
      take(input) {
        if (input.type === 'speech') {
          words.push(input.text)
          lastSound = clock.now()
          startSilence()
          return true
        }
        if (!keys.includes(input.key)) return false
        finish(input.key, clock.now())
        return true
      },
      speaking() {
        stopSilence()
      },
    }
    leg.listeners.push(listener)
    startSilence()
    waitFor(simulation, leg, {}, { for: 'record', finishOnKey: keys, maxLength: longest })
    return () => {
      stopSilence()
      stopLength()
      leg.listeners.splice(leg.listeners.indexOf(listener), 1)
    }
  })
}

function finish(
  context: VerbContext,
  record: Record,
  { digits, seconds, words }: Take,
  recording: SoundRecording,
): Next {
  const { simulation, leg } = context
  emit(simulation, leg, { type: 'recorded', recordingSid: recording.sid, seconds, text: words.join(' ') })
  const isSilent = words.length === 0 && digits === ''
  if (isSilent && simulation.undocumented.silentRecording === 'next-verb') return nextVerb
  finishRecording(simulation, leg, recording, seconds)
  transcribe(context, record, recording, { seconds, words })
  const action = {
    kind: 'record.action',
    url: attributeValue(record, 'action'),
    method: attributeValue(record, 'method'),
  } as const
  return goToAction(context, action, {
    [parameter.RecordingUrl]: recording.url,
    [parameter.RecordingSid]: recording.sid,
    [parameter.RecordingDuration]: String(seconds),
    [parameter.Digits]: digits,
  })
}

function subscriptionOf(context: VerbContext, record: Record): RecordingSubscription | undefined {
  return recordingTarget(context, record, 'recording.record-verb', recordingSource.recordVerb)
}

/** Only recordings of 2 to 120 seconds are transcribed (13617). */
function transcribe(
  context: VerbContext,
  record: Record,
  recording: SoundRecording,
  { seconds, words }: Pick<Take, 'seconds' | 'words'>,
): void {
  const { simulation, leg } = context
  const written = attributeValue(record, 'transcribeCallback')
  if (!attributeValue(record, 'transcribe') || written === undefined) return
  const url = linkOf(context, written)
  if (typeof url !== 'string') return
  const isLongEnough = seconds >= 2 && seconds <= 120
  const sid = simulation.ids.sid(sidPrefix.recordingTranscription)
  scheduleBackground(simulation, transcriptionMs, () =>
    notify(simulation, leg, {
      kind: 'transcribe.callback',
      url,
      method: 'POST',
      values: {
        [parameter.TranscriptionSid]: sid,
        [parameter.TranscriptionUrl]: `https://api.twilio.com/2010-04-01/Accounts/${simulation.accountSid}/Transcriptions/${sid}`,
        [parameter.TranscriptionStatus]: isLongEnough
          ? transcriptionStatus.completed
          : transcriptionStatus.failed,
        [parameter.TranscriptionText]: isLongEnough ? words.join(' ') : undefined,
        [parameter.RecordingSid]: recording.sid,
        [parameter.RecordingUrl]: recording.url,
      },
    }),
  )
}

/** Milliseconds until a transcription is ready: later than the recording itself. */
const transcriptionMs = 5000
