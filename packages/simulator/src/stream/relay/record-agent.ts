import type { Clock } from '@ringback/twilio-client'
import type { SocketRecorder } from '../socket/socket-recorder.ts'
import type { SpeechListener } from './agent-speech.ts'

/** The listener, with what the caller hears of the agent being written down. */
export function recordAgent(
  clock: Clock,
  recorder: SocketRecorder,
  listener: SpeechListener,
): SpeechListener {
  let since: number | undefined
  const heard = (text: string): void => {
    if (since !== undefined) recorder.speech({ by: 'app', atMs: since, untilMs: clock.now(), text })
    since = undefined
  }
  return {
    ...listener,
    speaking(isOn) {
      if (isOn) since = clock.now()
      else heard('')
      listener.speaking(isOn)
    },
    said(text) {
      heard(text)
      listener.said(text)
    },
  }
}
