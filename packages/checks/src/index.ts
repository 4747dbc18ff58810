import '@ringback/common/require-node'

export type { Check, CheckOptions, ObservedExchange } from './check.ts'
export type { AnswerDifference } from './compare/answer-difference.ts'
export { compareAnswers } from './compare/compare-answers.ts'
export {
  comparabilityOf,
  withDoubt,
  type Comparability,
  type ComparisonMeans,
  type RedactionNote,
} from './compare/comparability.ts'
export { comparedHeaders } from './compare/compared-headers.ts'
export { compareOriginals, type AnswerInBothTerms } from './compare/compare-originals.ts'
export {
  freeParts,
  type CompareOptions,
  type FreePart,
  type ObservedAnswer,
  type RedactedPart,
} from './compare/compare-options.ts'
export { promisesAgain } from './promises-again.ts'
export { isPlaceholder, placeholderIn } from './placeholders.ts'
export { isAnswered } from './is-answered.ts'
export { documentOf } from './document-of.ts'
export { redirectKind } from './document-context.ts'
export type { CheckFinding } from './finding.ts'
export { checks, judgeExchange } from './judge-exchange.ts'
export type {
  Probe,
  ProbeContext,
  ProbedExchange,
  ProbeFinding,
  ProbeRequest,
  Send,
  SocketRequest,
} from './probe.ts'
export { probes } from './probes.ts'
export { socketsIn, type SocketInDocument } from './sockets-in.ts'
export { sidRenewal } from './sid-renewal.ts'
export { unknownName } from './probes/metamorphic/unknown-parameter.ts'
