import '@ringback/common/require-node'

export type { CallSecrets } from './exchange/call-secrets.ts'
export {
  createPathKnowledge,
  type PathKnowledge,
  type PathKnowledgeEntry,
  type StoredPathKnowledge,
} from './exchange/path-knowledge.ts'
export { pathClass, redactRequestLine } from './exchange/request-line.ts'
export type { Finding, RedactionClass } from './finding.ts'
export { privateShapesIn, type PrivateShape, type PrivateShapesOptions } from './find/private-shapes.ts'
export { createRedactor, type RedactionReport, type Redactor, type RequestedExchange } from './redactor.ts'
export { patternProblem, type RedactionKey, type RedactorOptions } from './redactor-options.ts'
