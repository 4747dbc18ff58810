import type { Simulation } from '../simulation/simulation.ts'

const millisecondsPerCharacter = 65
const shortestSpeech = 400

/** Milliseconds that saying a text takes: about 15 characters a second. */
export function speechDuration(text: string): number {
  return Math.max(shortestSpeech, text.length * millisecondsPerCharacter)
}

/** Milliseconds that a sound of unknown length takes. */
export function mediaDuration(simulation: Simulation): number {
  return simulation.mediaSeconds * 1000
}

/** Milliseconds of one keypad tone with the pause after it; `w` is half a second, `W` one second. */
export function tonesDuration(digits: string): number {
  return Array.from(digits, (digit) => (digit === 'w' ? 500 : digit === 'W' ? 1000 : 200)).reduce(
    (sum, each) => sum + each,
    0,
  )
}
