import { debuggerCodeRows } from '../data/debugger-codes.ts'
import { restCodeRows } from '../data/rest-codes.ts'
import type { DebuggerCodeRow, RestCodeRow } from './error-code-row.ts'

const debuggerByCode = new Map(debuggerCodeRows.map((row) => [row.code, row]))
const restByCode = new Map(restCodeRows.map((row) => [row.code, row]))

/** The debugger's row of a code, or undefined when the code is not known. */
export function debuggerCodeRow(code: number): DebuggerCodeRow | undefined {
  return debuggerByCode.get(code)
}

/** The REST API's row of a code, or undefined when the code is not known. */
export function restCodeRow(code: number): RestCodeRow | undefined {
  return restByCode.get(code)
}
