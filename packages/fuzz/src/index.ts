export type { CoverageSummary, FuzzEvent, FuzzReport, Missed, Phase, Share } from './events.ts'
export type { FindingStore, FuzzFinding, Proof, StoredFinding } from './finding.ts'
export { fuzz } from './fuzz.ts'
export type { FuzzOptions, ReachOptions, RouteOption } from './options.ts'
