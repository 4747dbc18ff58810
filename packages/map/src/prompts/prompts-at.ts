import { memoized } from '@ringback/common'
import type { MapState } from '../phone-map.ts'
import { readPrompts, type ReadPrompts } from './read-prompts.ts'

type Heard = Pick<MapState, 'heard' | 'languages'>

/**
 * What the prompts at a state say of keys. Several marks ask for the same state: its prompts are read
 * once.
 */
export const promptsAt: (state: Heard) => ReadPrompts = memoized(({ heard, languages }) =>
  readPrompts(heard.map((text, index) => ({ text, language: languages[index] ?? '' }))),
)
