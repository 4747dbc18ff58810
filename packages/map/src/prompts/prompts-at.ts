import type { MapState } from '../phone-map.ts'
import { readPrompts, type ReadPrompts } from './read-prompts.ts'

/** What the prompts at a state say of keys. */
export function promptsAt({ heard, languages }: Pick<MapState, 'heard' | 'languages'>): ReadPrompts {
  return readPrompts(heard.map((text, index) => ({ text, language: languages[index] ?? '' })))
}
