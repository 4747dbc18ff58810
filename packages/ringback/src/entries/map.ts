/** `ringback/map`: draws the phone tree of an app by calling it. */
import '@ringback/common/require-node'

export {
  displayTree,
  leafPaths,
  mapPhone,
  mermaid,
  stepsOfCaller,
  svg,
  textTree,
  type DisplayNode,
  type LeafSource,
  type MapEdge,
  type MapEnd,
  type MapEvent,
  type MapHangup,
  type MapMark,
  type MapOptions,
  type MapProblem,
  type MapState,
  type MapWebhook,
  type MarkKind,
  type PhoneMap,
  type Segment,
  type TreePaint,
} from '@ringback/map'
