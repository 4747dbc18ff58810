import { Interrupted, within } from '../simulation/scope.ts'
import type { InputListener } from '../legs/leg.ts'
import type { VerbContext } from './verb.ts'

/** What a person gave. */
export interface Collected {
  readonly digits: string
  /** The key that ended it; empty when something else did. */
  readonly finishedOnKey: string
  readonly speech: { readonly text: string; readonly confidence: number } | undefined
}

/** What is listened for. */
export interface CollectOptions {
  readonly dtmf: boolean
  readonly speech: boolean
  readonly numDigits: number | undefined
  readonly finishOnKey: string
  /** Seconds of silence after the prompt, and after the last key. */
  readonly timeout: number
  /** Whether a key or a word cuts the prompt short. */
  readonly bargeIn: boolean
  /** Speaks the prompt; its scope ends when the prompt is cut short. */
  readonly prompt: (context: VerbContext) => Promise<void>
  /** Called when the prompt is over and the silence counts. */
  readonly listening: (listener: InputListener) => void
  /** Called with every word more that is understood. */
  readonly heard: (words: string) => void
}

/** Plays a prompt and listens, during it and after it, for keys or speech. Throws `Interrupted`. */
export async function collectInput(context: VerbContext, options: CollectOptions): Promise<Collected> {
  const { simulation, leg, scope } = context
  const promptScope = scope.child()
  let stopTimer = (): void => {}
  try {
    return await within<Collected>(scope, (resolve, reject) => {
      let digits = ''
      const finish = (finishedOnKey: string, speech?: Collected['speech']): void => {
        resolve({ digits, finishedOnKey, speech })
      }
      const startSilence = (): void => {
        stopTimer()
        stopTimer = simulation.clock.schedule(options.timeout * 1000, () => finish(''))
      }
      let isPrompting = true
      let isSpeaking = false
      let isOver = false
      const listener: InputListener = {
        speaking() {
          if (!options.speech) return
          stopTimer()
          if (options.bargeIn) promptScope.end({ type: 'enough' })
          isSpeaking = true
        },
        take(input) {
          if (input.type === 'key' ? !options.dtmf : !options.speech) return false
          if (options.bargeIn) promptScope.end({ type: 'enough' })
          if (input.type === 'speech') {
            if (digits !== '') return false
            reportWords(input.text, options.heard)
            finish('', input)
            return true
          }
          if (options.finishOnKey.includes(input.key)) {
            finish(input.key)
            return true
          }
          digits += input.key
          if (digits.length === options.numDigits) finish('')
          else if (!isPrompting || options.bargeIn) startSilence()
          return true
        },
      }
      leg.listeners.push(listener)
      options.prompt({ ...context, scope: promptScope }).then(
        () => afterPrompt(),
        (error: unknown) => {
          if (error instanceof Interrupted && error.ending.type === 'enough') afterPrompt()
          else reject(error)
        },
      )
      const afterPrompt = (): void => {
        isPrompting = false
        if (isOver) return
        options.listening(listener)
        if (!isSpeaking && (digits === '' || !options.bargeIn)) startSilence()
      }
      return () => {
        isOver = true
        stopTimer()
        leg.listeners.splice(leg.listeners.indexOf(listener), 1)
      }
    })
  } finally {
    promptScope.end({ type: 'enough' })
  }
}

function reportWords(text: string, heard: (words: string) => void): void {
  const words = text.split(/\s+/).filter((word) => word !== '')
  for (let count = 1; count < words.length; count += 1) heard(words.slice(0, count).join(' '))
}
