import '@ringback/common/require-node'

export type { ReplayCounts, ReplayedExchange, ReplayEvent, ReplayVerdict } from './events.ts'
export { replay } from './replay.ts'
export type { ReplayOptions } from './replay-options.ts'
