import { debuggerCodeRow, type Finding, type Severity } from '@ringback/catalog'
import type { Position } from './position.ts'
import { shortened } from '@ringback/common'

/** What the parser and the linter return. Without `twilioCode` it is ringback's own advice; Twilio logs nothing. */
export interface TwimlFinding extends Finding {
  readonly line: number
  readonly column: number
  readonly offset: number
  readonly element?: string
  readonly attribute?: string
  /** What to write instead, ready to be put in its place. */
  readonly suggestion?: string
}

/** The parts of a finding that depend on what was found. */
export interface FindingParts {
  readonly code: string
  readonly message: string
  readonly position: Position
  readonly twilioCode?: number | undefined
  /** Only for findings without a code of Twilio's: with one, Twilio's level decides. */
  readonly severity?: Severity
  readonly element?: string | undefined
  readonly attribute?: string | undefined
  readonly suggestion?: string | undefined
}

/** A finding whose severity is the level of its code in Twilio's debugger. */
export function twimlFinding(parts: FindingParts): TwimlFinding {
  const { code, message, position, twilioCode, element, attribute, suggestion } = parts
  const level = twilioCode === undefined ? undefined : debuggerCodeRow(twilioCode)?.level
  return {
    code,
    severity: level ?? parts.severity ?? 'warning',
    message: suggestion === undefined ? message : `${message} Did you mean "${suggestion}"?`,
    ...(twilioCode !== undefined && { twilioCode }),
    line: position.line,
    column: position.column,
    offset: position.offset,
    ...(element !== undefined && { element: shortened(element) }),
    ...(attribute !== undefined && { attribute: shortened(attribute) }),
    ...(suggestion !== undefined && { suggestion }),
  }
}
