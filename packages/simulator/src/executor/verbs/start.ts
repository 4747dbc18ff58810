import { recordingSource } from '@ringback/catalog'
import { attributeValue, noun, runnableChildren, type KnownElement, type verb } from '@ringback/twiml'
import { startSiprec } from '../../stream/siprec.ts'
import { openMediaStream } from '../../stream/media-stream.ts'
import { takeTracks } from '../../stream/track-limit.ts'
import { startTranscription } from '../../stream/transcription.ts'
import { finishRecording, startRecording } from '../../recordings/recordings.ts'
import { recordingTarget } from '../recording-target.ts'
import { nextVerb, type RunVerb, type VerbContext } from '../verb.ts'

/** Starts something that runs in the background of the call. The next verb runs at once. */
export const runStart: RunVerb<typeof verb.Start> = async (context, start) => {
  for (const child of runnableChildren(start)) {
    if (child.id === noun.Stream) await startStream(context, child)
    else if (child.id === noun.Recording) startCallRecording(context, child)
    else if (child.id === noun.Transcription) startTranscription(context, child)
    else if (child.id === noun.Siprec) startSiprec(context, child)
  }
  return nextVerb
}

async function startStream(context: VerbContext, element: KnownElement<'Stream'>): Promise<void> {
  const giveBack = takeTracks(context.simulation, context.leg, element)
  if (giveBack === undefined) return
  const stream = await openMediaStream(context, element, false)
  if (stream === undefined) {
    giveBack()
    return
  }
  void stream.closed.then(giveBack)
  context.leg.beside.set(besideKey(element.id, attributeValue(element, 'name'), context), async () => {
    giveBack()
    await stream.stop()
  })
}

function startCallRecording(context: VerbContext, element: KnownElement<'Recording'>): void {
  const { simulation, leg } = context
  const source = recordingSource.startCallRecordingTwiml
  const target = recordingTarget(context, element, 'recording.start-call-recording', source)
  const subscription = target && {
    ...target,
    channels: element.attributes['channels'] === 'mono' ? 1 : 2,
    track: attributeValue(element, 'track'),
  }
  const recording = startRecording(simulation, leg, subscription)
  leg.beside.set(besideKey(element.id, attributeValue(element, 'name'), context), () => {
    const seconds = Math.ceil((simulation.clock.now() - recording.startedAt) / 1000)
    finishRecording(simulation, leg, recording, seconds)
  })
}

/** The key of something that runs in the background: its noun, and its name if it has one. */
export function besideKey(id: string, name: string | undefined, { leg }: VerbContext): string {
  return `${id} ${name ?? String(leg.beside.size)}`
}
