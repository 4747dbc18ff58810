import { useState } from 'preact/hooks'
import type { CallView } from '../../model/call-view.ts'
import type { CallActs } from '../acts/use-acts.ts'
import { useKeys } from '../keys.ts'

/** The originals of a call, while they are shown. */
export interface Revealed {
  /** The call as it was before redaction; null: it is shown redacted. */
  readonly call: CallView | null
  /** Shows the originals, or hides them; null where there are none to ask for. */
  readonly toggle: (() => void) | null
  /** Why they are not shown although they were asked for; null otherwise. */
  readonly error: string | null
}

/** Kept in memory only, and for one call: no address, no other call and no reload shows originals. */
export function useRevealed(acts: CallActs | null, shown: CallView | null): Revealed {
  const [revealed, setRevealed] = useState<CallView | null>(null)
  const [error, setError] = useState<string | null>(null)
  const call = revealed !== null && revealed.id === shown?.id ? revealed : null
  const toggle = (): void => {
    setError(null)
    if (call !== null) setRevealed(null)
    else if (shown !== null) {
      acts?.perform('Opening the originals…', ({ reveal }) =>
        reveal(shown.id).then(setRevealed, (failure: Error) => setError(failure.message)),
      )
    }
  }
  const canToggle = call !== null || (acts?.canReveal === true && shown?.isRedacted === true)
  useKeys(canToggle ? { v: toggle } : {})
  return { call, toggle: canToggle ? toggle : null, error }
}
