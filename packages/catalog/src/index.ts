export { debuggerCode, restCode, type DebuggerCode, type RestCode } from './error-codes.ts'
export { debuggerCodes } from './data/debugger-codes.ts'
export { restCodes } from './data/rest-codes.ts'
export type { Finding, Severity } from './finding.ts'
export { kinds } from './kinds.ts'
export type {
  Confidence,
  Grammar,
  KindFamily,
  KindRow,
  ParameterRow,
  Presence,
  ValueGrammar,
} from './model.ts'
export { valueOf, type Parameters } from './parameters.ts'
