import { tonesDuration } from '../../executor/durations.ts'
import type { Clock } from '@ringback/twilio-client'

/** Which input of the caller interrupts. */
export type Interruptible = 'none' | 'dtmf' | 'speech' | 'any'

/** How one message of the app is spoken. */
export interface SpeechManner {
  readonly interruptible: Interruptible
  /** Whether a later message may cut it. */
  readonly preemptible: boolean
}

/** What the agent of a ConversationRelay says, plays and presses: one queue, in the order of its messages. */
export interface AgentSpeech {
  readonly text: (token: string, isLast: boolean, manner: SpeechManner) => void
  readonly play: (url: string, times: number, manner: SpeechManner) => void
  readonly digits: (digits: string, manner: SpeechManner) => void
  /** Whether the caller hears the agent now. */
  readonly isSpeaking: () => boolean
  /** Whether nothing is spoken and nothing waits to be. */
  readonly isIdle: () => boolean
  /** Whether what is spoken now may be interrupted by such an input. */
  readonly yieldsTo: (input: 'dtmf' | 'speech') => boolean
  /** Stops speaking and drops the queue. Returns what was heard of the current talk cycle, and for how long. */
  readonly interrupt: () => { readonly utterance: string; readonly milliseconds: number }
  /** Stops without a word to anybody. */
  readonly stop: () => void
}

/** What is told of the speech as it goes on. */
export interface SpeechListener {
  readonly speaking: (isOn: boolean) => void
  /** A clause was spoken, verbatim. */
  readonly spoken: (clause: string) => void
  /** A talk cycle is over, or was cut: what the caller heard of it. */
  readonly said: (utterance: string) => void
  readonly played: (url: string) => void
  readonly pressed: (digits: string) => void
}

type Unit = { readonly manner: SpeechManner; readonly cycle: number } & (
  | { readonly type: 'word'; readonly text: string; readonly milliseconds: number }
  | { readonly type: 'play'; readonly url: string }
  | { readonly type: 'digits'; readonly digits: string }
  | { readonly type: 'end' }
)

type UnitOf<Each = Unit> = Each extends Unit ? Omit<Each, 'manner' | 'cycle'> : never

/** Milliseconds from the first token to the first sound; 250 to 450 were seen. */
const latencyMs = 300

/** How fast an agent speaks, and how long a sound lasts. */
export interface SpeechPace {
  readonly wordsPerMinute: number
  readonly mediaMs: number
}

/** Creates the speech of one session, with nothing to say. */
// oxlint-disable-next-line max-lines-per-function -- the state of one queue, which all its functions share
export function createAgentSpeech(clock: Clock, pace: SpeechPace, listener: SpeechListener): AgentSpeech {
  const wordMs = 60_000 / pace.wordsPerMinute
  let queue: Unit[] = []
  let current: Unit | undefined
  let cancel: (() => void) | undefined
  let isSpeaking = false
  let cycle = 0
  let beganAt = 0
  let utterance = ''
  let clause = ''

  const flush = (): void => {
    if (clause !== '') listener.spoken(clause)
    clause = ''
  }
  const quiet = (): void => {
    flush()
    const heard = utterance.trim()
    const wasSpeaking = isSpeaking
    current = undefined
    cancel = undefined
    utterance = ''
    isSpeaking = false
    if (heard !== '') listener.said(heard)
    if (wasSpeaking) listener.speaking(false)
    begin()
  }
  const speak = (unit: Extract<Unit, { type: 'word' }>): void => {
    utterance += unit.text
    clause += unit.text
    cancel = clock.schedule(unit.milliseconds, () => {
      if (/[.,;:!?…]["')]?\s*$/.test(unit.text)) flush()
      next()
    })
  }
  const next = (): void => {
    current = queue.shift()
    if (current === undefined || current.type === 'end') return quiet()
    if (current.type === 'word') return speak(current)
    flush()
    if (current.type === 'play') {
      listener.played(current.url)
      cancel = clock.schedule(pace.mediaMs, next)
      return
    }
    const { digits } = current
    listener.pressed(digits)
    clause = digits
    cancel = clock.schedule(tonesDuration(digits), () => {
      flush()
      next()
    })
  }
  const begin = (): void => {
    while (queue[0]?.type === 'end') queue.shift()
    if (cancel !== undefined || queue.length === 0) return
    cancel = clock.schedule(latencyMs, () => {
      isSpeaking = true
      beganAt = clock.now()
      listener.speaking(true)
      next()
    })
  }
  /** A later message cuts what is marked as preemptible of the cycles before. */
  const preempt = (): void => {
    const isCut = (unit: Unit): boolean => unit.manner.preemptible && unit.cycle < cycle
    queue = queue.filter((unit) => !isCut(unit))
    if (current === undefined || !isCut(current)) return
    cancel?.()
    quiet()
  }
  const add = (manner: SpeechManner, ...units: readonly UnitOf[]): void => {
    preempt()
    queue.push(...units.map((unit) => ({ ...unit, manner, cycle })))
    begin()
  }
  const reset = (): void => {
    cancel?.()
    cancel = undefined
    queue = []
  }
  return {
    text(token, isLast, manner) {
      const words = token.match(/\s*\S+\s*$|\s*\S+|\s+$/g) ?? []
      const lastWord = queue.findLast((unit) => unit.type === 'word')
      const units = words.map((text, at): UnitOf => {
        // A token may go on with the word of the token before.
        const isNew = at > 0 || /^\s/.test(text) || lastWord === undefined || /\s$/.test(lastWord.text)
        return { type: 'word', text, milliseconds: isNew && text.trim() !== '' ? wordMs : 0 }
      })
      add(manner, ...units, ...(isLast ? [{ type: 'end' } as const] : []))
      if (isLast) cycle += 1
    },
    play(url, times, manner) {
      add(manner, ...Array.from({ length: times }, () => ({ type: 'play', url }) as const))
      cycle += 1
    },
    digits: (digits, manner) => add(manner, { type: 'digits', digits }),
    isSpeaking: () => isSpeaking,
    isIdle: () => !isSpeaking && queue.length === 0 && cancel === undefined,
    yieldsTo(input) {
      const interruptible = current?.manner.interruptible ?? 'any'
      return interruptible === 'any' || interruptible === input
    },
    interrupt() {
      const result = { utterance: utterance.trim(), milliseconds: Math.round(clock.now() - beganAt) }
      reset()
      flush()
      if (result.utterance !== '') listener.said(result.utterance)
      utterance = ''
      current = undefined
      isSpeaking = false
      return result
    },
    stop() {
      reset()
      const heard = utterance.trim()
      utterance = ''
      isSpeaking = false
      current = undefined
      if (heard !== '') listener.said(heard)
    },
  }
}
