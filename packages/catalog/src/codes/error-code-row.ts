import type { debuggerCode, restCode } from './error-codes.gen.ts'

/** A code of Twilio's debugger. */
export type DebuggerCode = (typeof debuggerCode)[keyof typeof debuggerCode]

/** A code of Twilio's REST API. */
export type RestCode = (typeof restCode)[keyof typeof restCode]

/** What is known of a code of Twilio's debugger. */
export interface DebuggerCodeRow {
  readonly code: number
  /** The key of its constant in `debuggerCode`. */
  readonly name: string
  readonly level: 'error' | 'warning'
  readonly title: string
  /** What makes Twilio log it. */
  readonly trigger: string
  /** The verb, noun or attribute concerned: `Dial@timeout`. */
  readonly target?: string
  /** What happens to the call. */
  readonly effect?: string
}

/** What is known of a code of Twilio's REST API. */
export interface RestCodeRow {
  readonly code: number
  /** The key of its constant in `restCode`. */
  readonly name: string
  /** Absent for codes that are only logged. */
  readonly httpStatus?: number
  readonly title: string
  readonly trigger: string
  readonly message?: string
}
