import { createHash } from 'node:crypto'
import { readPageFiles } from '../server/page-files.ts'

/**
 * The page as one HTML file, with data that its script finds by their names. Its policy allows its own script and style and
 * nothing else.
 */
export function singleFile(title: string, data: Readonly<Record<string, unknown>>): string {
  const { script, style } = readPageFiles()
  const code = withoutClosingTag(script)
  const policy = `default-src 'none'; script-src '${hashOf(code)}'; style-src '${hashOf(style)}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<div id="app"></div>
${Object.entries(data)
  .map(([id, value]) => `<script type="application/json" id="${id}">${inertJson(value)}</script>`)
  .join('\n')}
<script type="module">${code}</script>
</body>
</html>
`
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
