export type { CoverageSummary, FuzzEvent, FuzzFinished, FuzzReport, Missed, Phase, Share } from './events.ts'
export type { FindingStore, FuzzFinding, Proof, StoredFinding } from './finding.ts'
export { fuzz } from './fuzz.ts'
export type { FuzzOptions, ReachOptions, RouteOption } from './options.ts'
export { parseKeyPath, type ParsedKeyPath } from './map/steps/parse-key-path.ts'
export { printKeyPath } from './map/steps/print-key-path.ts'
export { dialResults, type DialOutcome, type Step } from './map/steps/step.ts'
export { createWalk, type Walk, type WalkOptions } from './map/steps/walk.ts'
export { replayFinding, type FindingReplay, type FindingReplayOptions } from './replay-finding.ts'
export { mapPhone } from './map/map-phone.ts'
export type { MapEvent, MapOptions } from './map/options.ts'
export type {
  MapEdge,
  MapEnd,
  MapHangup,
  MapMark,
  MapProblem,
  MapState,
  MapWebhook,
  MarkKind,
  PhoneMap,
  Segment,
} from './map/phone-map.ts'
export { displayTree, type DisplayNode } from './map/render/display-tree.ts'
export { html } from './map/render/html.ts'
export { mermaid } from './map/render/mermaid.ts'
export { svg } from './map/render/svg.ts'
export { textTree, type TreePaint } from './map/render/text-tree.ts'
export { withoutSids } from './shrink/without-sids.ts'
