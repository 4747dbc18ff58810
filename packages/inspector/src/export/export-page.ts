import { createHash } from 'node:crypto'
import { RingbackError } from '@ringback/common'
import type { Recording } from '@ringback/recording'
import type { CallRow } from '../model/call-list.ts'
import type { CallView } from '../model/call-view.ts'
import { readPageFiles } from '../server/page-files.ts'
import { callViewOf } from '../view/call-view-of.ts'
import { readCallOf } from '../view/row-of.ts'

/** What an exported page says about itself. */
export interface ExportOptions {
  /** The version of ringback. */
  readonly version: string
  /** The folder's name, as the page shows it. */
  readonly folder: string
}

/**
 * The page with these recordings as one HTML file that needs no network and asks for none.
 * @throws {RingbackError} `not-redacted` when an exchange was recorded without redaction: a file that is passed on must
 * not hold what is private.
 */
export function exportPage(recordings: readonly Recording[], { version, folder }: ExportOptions): string {
  const open = recordings.find(({ exchanges }) => exchanges.some(({ redaction }) => redaction === undefined))
  if (open !== undefined) {
    throw new RingbackError(
      'not-redacted',
      `The recording of ${open.callSid ?? 'no call'} is not redacted, so it is not exported.`,
      { remedy: 'Record it without --no-redact, or look at it in the live page: ringback inspect' },
    )
  }
  const { script, style } = readPageFiles()
  const calls = recordings.map((recording) => callViewOf(recording, { version }))
  const rows = recordings.map((recording, at) => exportedRow(recording, calls[at]))
  const data = { folder, rows: rows.toReversed(), calls }
  const code = withoutClosingTag(script)
  const policy = `default-src 'none'; script-src '${hashOf(code)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ringback: recorded calls</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
<script type="application/json" id="recorded-calls">${inertJson(data)}</script>
<script type="module">${code}</script>
</body>
</html>
`
}

function exportedRow(recording: Recording, call: CallView | undefined): CallRow {
  const { exchanges, callSid } = recording
  return {
    id: call?.id ?? '',
    callSid,
    startedAt: call?.startedAt ?? '',
    from: call?.from ?? null,
    to: call?.to ?? null,
    exchanges: exchanges.length,
    problems: exchanges.filter(({ problem }) => problem !== null).length,
    details: readCallOf(recording).details,
  }
}

/** JSON that no HTML parser takes for the end of the element, or for a comment. */
function inertJson(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('>', String.raw`\u003e`)
    .replaceAll('&', String.raw`\u0026`)
}

/** In JavaScript `<\/script` is the same text; `<!--` could only stand in a string, too. */
function withoutClosingTag(script: string): string {
  return script.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll('<!--', String.raw`<\!--`)
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
