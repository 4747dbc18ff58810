import { parameter } from '@ringback/catalog'
import type { SocketFrame, SocketLog, SocketSpeech } from '@ringback/recording'
import { kept, type Finding, type Redacted } from '../finding.ts'
import type { KnownValues } from '../find/known-values.ts'
import type { ValueContext } from '../values/value-redactor.ts'
import { redactFrame } from './redact-frame.ts'
import type { RedactorParts } from './redactor-parts.ts'

/** What went over a WebSocket, with everything private replaced. */
export interface RedactedSocket {
  readonly socket: SocketLog
  readonly findings: readonly Finding[]
}

type Around = Pick<ValueContext, 'ownHost' | 'isOwnSegment'>

/** What Twilio told the app over a WebSocket: the values to look for in what the app says. */
export function findingsInSocket(
  { values, pseudonyms, work }: RedactorParts,
  { frames, speech }: SocketLog,
  around: Around,
): readonly Finding[] {
  const context = { ...around, pseudonymOf: undefined }
  const keys = redactedKeys(frames, pseudonyms.digits)
  const rules = { values, context, wording: kept, cutWording: kept, key: kept }
  const inFrames = frames.flatMap((frame) => {
    if (frame.from !== 'twilio' || !('text' in frame)) return []
    work.spend(frame.text.length * 4)
    return redactFrame(frame.text, rules).findings
  })
  const spoken = speech.flatMap(({ by, text }) =>
    by === 'caller' ? values.parameter(parameter.SpeechResult, text, context).findings : [],
  )
  return [...keys.findings, ...inFrames, ...spoken]
}

/** The wording of the app stays, with what is private in it replaced; what the caller said and pressed is replaced. */
export function redactSocket(
  { values, texts, pseudonyms, work }: RedactorParts,
  socket: SocketLog,
  { known, ...around }: Around & { readonly known: KnownValues },
): RedactedSocket {
  const findings: Finding[] = []
  const note = ({ text, findings: found }: Redacted): string => {
    findings.push(...found)
    return text
  }
  const context = { ...around, pseudonymOf: (value: string) => known.pseudonymOf(value) }
  const wording = (text: string): Redacted => texts.redact(text, known)
  const cutWording = (text: string): Redacted => withoutCutNumbers(wording(text), pseudonyms.digits)
  const keys = redactedKeys(socket.frames, pseudonyms.digits)
  const rules = { values, context, wording, cutWording, key: keys.next }
  const frameOf = (frame: SocketFrame): SocketFrame => {
    if (!('text' in frame)) return frame
    work.spend(frame.text.length * 4)
    return { ...frame, text: note(redactFrame(frame.text, rules)) }
  }
  const speechOf = (speech: SocketSpeech): SocketSpeech => {
    const { by, text } = speech
    const isCaller = by === 'caller'
    const other = isCaller ? values.parameter(parameter.SpeechResult, text, context) : cutWording(text)
    return { ...speech, text: note(other) }
  }
  return {
    socket: {
      ...socket,
      sid: note(pseudonyms.sid(socket.sid)),
      frames: socket.frames.map(frameOf),
      speech: socket.speech.map(speechOf),
      closeReason: note(wording(socket.closeReason)),
    },
    findings,
  }
}

/** What is left of a WebSocket of which it cannot be said what in it is private: times, sizes, and who spoke. */
export function socketWithoutTexts(socket: SocketLog, sid: string): SocketLog {
  const texts = socket.frames.filter((frame) => 'text' in frame)
  return {
    ...socket,
    sid,
    frames: socket.frames.filter((frame) => !('text' in frame)),
    leftOut: socket.leftOut + texts.length,
    speech: socket.speech.map((speech) => ({ ...speech, text: '' })),
    closeReason: '',
  }
}

const digitMessage = /"digit"\s*:\s*"([0-9*#A-D])"/

/**
 * The keys that the caller pressed, each in a frame of its own: one identifies nobody and stays, several may be a secret
 * and are replaced as one value. `next` replaces them in the order of the frames.
 */
function redactedKeys(
  frames: readonly SocketFrame[],
  digits: (value: string) => Redacted,
): { readonly findings: readonly Finding[]; readonly next: (digit: string) => Redacted } {
  const pressed = frames.flatMap((frame) => {
    const key = frame.from === 'twilio' && 'text' in frame ? digitMessage.exec(frame.text)?.[1] : undefined
    return key === undefined ? [] : [key]
  })
  const { text, findings } = pressed.length > 1 ? digits(pressed.join('')) : kept(pressed.join(''))
  let at = 0
  return {
    findings,
    next(digit) {
      const other = pressed[at] === digit ? text[at] : undefined
      if (other !== undefined) at += 1
      return other === undefined ? digits(digit) : kept(other)
    },
  }
}

/** A few digits at the edge of a text may be what an interruption has left of a number. */
function withoutCutNumbers({ text, findings }: Redacted, digits: (value: string) => Redacted): Redacted {
  const replace = (run: string): string => {
    const figures = run.replaceAll(/\D/g, '')
    if (figures.length < 2 || figures.length > 6) return run
    const other = digits(figures).text
    let at = 0
    return run.replaceAll(/\d/g, () => other[at++] ?? '0')
  }
  const begun = text.replace(/^\d[\d\s().-]*/, replace)
  const ended = /\p{L}/u.test(text) || begun === text ? begun.replace(/\d[\d\s().-]*$/, replace) : begun
  return { text: ended, findings }
}
