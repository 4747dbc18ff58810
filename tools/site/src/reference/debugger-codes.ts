import { debuggerCodeRows, restCodeRows } from '@ringback/catalog'
import { code, table } from '../markdown/escape.ts'
import type { Page } from '../pages/page.ts'

/** The codes of Twilio's debugger and those of its REST API. */
export function debuggerCodesPage(): Page {
  return {
    path: 'reference/debugger-codes.md',
    text: `# Debugger codes

What Twilio's debugger logs for voice, when, and what becomes of the call. In the terminal: \`ringback catalog 11200\`. What to do
about the common ones is in [Troubleshooting](../troubleshooting.md).

${debuggerCodeRows
  .map(
    (row) => `## ${row.code}

**${row.title}** (${row.level}), in code \`debuggerCode.${row.name}\`.

${[
  `- When: ${row.trigger}`,
  ...(row.target === undefined ? [] : [`- Where: ${row.target}`]),
  ...(row.effect === undefined ? [] : [`- Then: ${row.effect}`]),
].join('\n')}`,
  )
  .join('\n\n')}

## Codes of the REST API

What Twilio's REST API answers for calls.

${table(
  ['code', 'HTTP', 'title', 'when', 'message'],
  restCodeRows.map((row) => [
    String(row.code),
    row.httpStatus === undefined ? 'logged only' : String(row.httpStatus),
    row.title,
    row.trigger,
    row.message === undefined ? '' : code(row.message),
  ]),
)}
`,
  }
}
