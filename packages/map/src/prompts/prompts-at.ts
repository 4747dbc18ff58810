import type { MapState } from '../phone-map.ts'
import { readPrompts, type ReadPrompts } from './read-prompts.ts'

type Heard = Pick<MapState, 'heard' | 'languages'>

const readAt = new WeakMap<Heard, ReadPrompts>()

/**
 * What the prompts at a state say of keys. Several marks ask for the same state: its prompts are read
 * once.
 */
export function promptsAt(state: Heard): ReadPrompts {
  const known = readAt.get(state)
  if (known !== undefined) return known
  const { heard, languages } = state
  const read = readPrompts(heard.map((text, index) => ({ text, language: languages[index] ?? '' })))
  readAt.set(state, read)
  return read
}
