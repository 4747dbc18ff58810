export { compareAnswers } from './compare-answers.ts'
export type { Difference } from './difference.ts'
export type { ReplayCounts, ReplayedExchange, ReplayEvent, ReplayVerdict } from './events.ts'
export { replay, type ReplayOptions } from './replay.ts'
