import { debuggerCodes } from './data/debugger-codes.ts'
import { restCodes } from './data/rest-codes.ts'

/** A code of Twilio's debugger. */
export interface DebuggerCode {
  readonly code: number
  readonly level: 'error' | 'warning'
  readonly title: string
  /** What makes Twilio log it. */
  readonly trigger: string
  /** The verb, noun or attribute concerned: `Dial@timeout`. */
  readonly target?: string
  /** What happens to the call. */
  readonly effect?: string
}

/** A code of Twilio's REST API. */
export interface RestCode {
  readonly code: number
  /** Absent for codes that are only logged. */
  readonly httpStatus?: number
  readonly title: string
  readonly trigger: string
  readonly message?: string
}

const debuggerByCode = new Map(debuggerCodes.map((row) => [row.code, row]))
const restByCode = new Map(restCodes.map((row) => [row.code, row]))

/** The debugger's row of a code, or undefined when the code is not known. */
export function debuggerCode(code: number): DebuggerCode | undefined {
  return debuggerByCode.get(code)
}

/** The REST API's row of a code, or undefined when the code is not known. */
export function restCode(code: number): RestCode | undefined {
  return restByCode.get(code)
}
