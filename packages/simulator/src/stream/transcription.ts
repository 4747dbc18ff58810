import {
  parameter,
  sidPrefix,
  transcriptionEvent,
  transcriptionTrack,
  type TranscriptionEvent,
  type WebhookKind,
} from '@ringback/catalog'
import { attributeValue, type KnownElement } from '@ringback/twiml'
import { linkOf } from '../executor/action-request.ts'
import type { VerbContext } from '../executor/verb.ts'
import type { InputListener } from '../legs/leg.ts'
import { notify } from '../webhooks/send-webhook.ts'
import type { ParameterValues } from '../webhooks/webhook-parameters.ts'
import { takeTracks } from './track-limit.ts'
import { emit } from '../simulation/simulation.ts'

/** Starts a transcription: what the caller says is reported as text. */
export function startTranscription(context: VerbContext, transcription: KnownElement<'Transcription'>): void {
  const { simulation, leg } = context
  const giveBack = takeTracks(simulation, leg, transcription)
  if (giveBack === undefined) return
  const sid = simulation.ids.sid(sidPrefix.realTimeTranscription)
  const name = attributeValue(transcription, 'name')
  const written = attributeValue(transcription, 'statusCallbackUrl')
  const url = written === undefined || written === '' ? undefined : linkOf(context, written)
  let sequence = 0
  const tell = (event: TranscriptionEvent, values: ParameterValues): void => {
    emit(simulation, leg, { type: 'stream', event, streamSid: sid })
    if (typeof url !== 'string') return
    sequence += 1
    notify(simulation, leg, {
      kind: kinds[event],
      url,
      method: attributeValue(transcription, 'statusCallbackMethod'),
      values: {
        [parameter.TranscriptionSid]: sid,
        [parameter.Timestamp]: new Date(simulation.clock.now()).toISOString(),
        [parameter.SequenceId]: String(sequence),
        [parameter.TranscriptionEvent]: event,
        [parameter.LanguageCode]: attributeValue(transcription, 'languageCode'),
        ...values,
      },
    })
  }
  const listener: InputListener = {
    take(input) {
      if (input.type === 'speech') {
        tell(transcriptionEvent.transcriptionContent, {
          [parameter.TranscriptionData]: JSON.stringify({
            transcript: input.text,
            confidence: input.confidence,
          }),
          [parameter.Final]: String(true),
          [parameter.Track]: transcriptionTrack.inboundTrack,
        })
      }
      return false
    },
  }
  leg.listeners.unshift(listener)
  tell(transcriptionEvent.transcriptionStarted, startValues(transcription))
  leg.beside.set(`${transcription.id} ${name ?? sid}`, () => {
    giveBack()
    leg.listeners.splice(leg.listeners.indexOf(listener), 1)
    tell(transcriptionEvent.transcriptionStopped, {})
  })
}

const kinds: Readonly<Record<TranscriptionEvent, WebhookKind>> = {
  [transcriptionEvent.transcriptionStarted]: 'transcription.started',
  [transcriptionEvent.transcriptionContent]: 'transcription.content',
  [transcriptionEvent.transcriptionStopped]: 'transcription.stopped',
  [transcriptionEvent.transcriptionError]: 'transcription.error',
}

function startValues(transcription: KnownElement<'Transcription'>): ParameterValues {
  return {
    [parameter.TranscriptionEngine]: attributeValue(transcription, 'transcriptionEngine'),
    [parameter.ProviderConfiguration]: JSON.stringify({
      profanityFilter: String(attributeValue(transcription, 'profanityFilter')),
      speechModel: attributeValue(transcription, 'speechModel'),
      enableAutomaticPunctuation: String(attributeValue(transcription, 'enableAutomaticPunctuation')),
    }),
    [parameter.Name]: attributeValue(transcription, 'name'),
    [parameter.Track]: attributeValue(transcription, 'track'),
    [parameter.InboundTrackLabel]: attributeValue(transcription, 'inboundTrackLabel'),
    [parameter.OutboundTrackLabel]: attributeValue(transcription, 'outboundTrackLabel'),
    [parameter.PartialResults]: String(attributeValue(transcription, 'partialResults')),
  }
}
