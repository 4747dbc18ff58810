import { Interrupted, within, type Scope } from '../simulation/scope.ts'
import type { InputListener } from '../legs/leg.ts'
import type { VerbContext } from './verb.ts'

/** The input of a person. */
export interface Collected {
  readonly digits: string
  /** The key that ended the input; empty when it ended in another way. */
  readonly finishedOnKey: string
  readonly speech: { readonly text: string; readonly confidence: number } | undefined
}

/** What to listen for, and how. */
export interface CollectOptions {
  readonly dtmf: boolean
  readonly speech: boolean
  readonly numDigits: number | undefined
  readonly finishOnKey: string
  /** Seconds of silence after the prompt, and after the last key. */
  readonly timeout: number
  /** Whether a key or a word interrupts the prompt. */
  readonly bargeIn: boolean
  /** Speaks the prompt; its scope ends when the prompt is interrupted. */
  readonly prompt: (context: VerbContext) => Promise<void>
  /** Called when the prompt is over and the timeout starts. */
  readonly listening: (listener: InputListener) => void
  /** Called with the text so far for each further word that is recognised. */
  readonly heard: (words: string) => void
}

/** Plays a prompt and listens, during it and after it, for keys or speech. Throws `Interrupted`. */
export async function collectInput(context: VerbContext, options: CollectOptions): Promise<Collected> {
  const { leg, scope } = context
  const promptScope = scope.child()
  try {
    return await within<Collected>(scope, (resolve, reject) => {
      const collecting = createCollecting(context, { ...options, promptScope, resolve })
      leg.listeners.push(collecting.listener)
      options.prompt({ ...context, scope: promptScope }).then(
        () => collecting.promptEnded(),
        (error: unknown) => {
          if (error instanceof Interrupted && error.ending.type === 'enough') collecting.promptEnded()
          else reject(error)
        },
      )
      return () => {
        collecting.stop()
        leg.listeners.splice(leg.listeners.indexOf(collecting.listener), 1)
      }
    })
  } finally {
    promptScope.end({ type: 'enough' })
  }
}

interface CollectingOptions extends CollectOptions {
  /** Its end interrupts the prompt. */
  readonly promptScope: Scope
  readonly resolve: (collected: Collected) => void
}

interface Collecting {
  readonly listener: InputListener
  readonly promptEnded: () => void
  readonly stop: () => void
}

function createCollecting({ simulation }: VerbContext, options: CollectingOptions): Collecting {
  let digits = ''
  let isPrompting = true
  let isSpeaking = false
  let isOver = false
  let stopTimer = (): void => {}
  const finish = (finishedOnKey: string, speech?: Collected['speech']): void => {
    options.resolve({ digits, finishedOnKey, speech })
  }
  const startSilence = (): void => {
    stopTimer()
    stopTimer = simulation.clock.schedule(options.timeout * 1000, () => finish(''))
  }
  const cutPrompt = (): void => {
    if (options.bargeIn) options.promptScope.end({ type: 'enough' })
  }
  const takeKey = (key: string): void => {
    if (options.finishOnKey.includes(key)) {
      finish(key)
      return
    }
    digits += key
    if (digits.length === options.numDigits) finish('')
    else if (!isPrompting || options.bargeIn) startSilence()
  }
  const listener: InputListener = {
    speaking() {
      if (!options.speech) return
      stopTimer()
      cutPrompt()
      isSpeaking = true
    },
    take(input) {
      if (input.type === 'key' ? !options.dtmf : !options.speech) return false
      cutPrompt()
      if (input.type === 'key') {
        takeKey(input.key)
        return true
      }
      if (digits !== '') return false
      reportWords(input.text, options.heard)
      finish('', input)
      return true
    },
  }
  return {
    listener,
    promptEnded() {
      isPrompting = false
      if (isOver) return
      options.listening(listener)
      if (!isSpeaking && (digits === '' || !options.bargeIn)) startSilence()
    },
    stop() {
      isOver = true
      stopTimer()
    },
  }
}

function reportWords(text: string, heard: (words: string) => void): void {
  const words = text.split(/\s+/).filter((word) => word !== '')
  for (let count = 1; count < words.length; count += 1) heard(words.slice(0, count).join(' '))
}
