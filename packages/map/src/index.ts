import '@ringback/common/require-node'

export { mapCoverage, type MapCoverage } from './coverage/map-coverage.ts'
export {
  recordedCall,
  type RecordedCall,
  type RecordedInput,
  type RecordedStep,
  type WaitingVerb,
} from './coverage/recorded-call.ts'
export { stepsOfCaller } from './coverage/steps-of-caller.ts'
export { isStep } from './is-step.ts'
export { leafPaths, type LeafSource } from './leaf-paths.ts'
export { mapPhone } from './map-phone.ts'
export type { MapEvent } from './map-event.ts'
export type { MapOptions } from './map-options.ts'
export { mappedNothing } from './mapped-nothing.ts'
export type {
  MapCallerMemory,
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
} from './phone-map.ts'
export { displayTree, type DisplayNode } from './render/display-tree.ts'
export { labelOf } from './render/labels.ts'
export { mermaid } from './render/mermaid.ts'
export { svg } from './render/svg.ts'
export { textTree, type TreePaint } from './render/text-tree.ts'
