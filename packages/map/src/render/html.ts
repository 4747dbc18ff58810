import type { MapMark, PhoneMap } from '../phone-map.ts'
import { escapeXml } from '@ringback/common'
import { svg } from './svg.ts'

/**
 * The map as one self-contained page: the picture, and every mark with the command that shows it. `command`
 * gives the command line for a mark.
 */
export function html(map: PhoneMap, command: (mark: MapMark) => string): string {
  const { voiceUrl, states, marks, calls, requests, limits } = map
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Phone tree of ${escapeXml(voiceUrl)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Phone tree of <code>${escapeXml(voiceUrl)}</code></h1>
<p>${states.length} states, seen in ${calls} calls with ${requests} requests.${limits.length === 0 ? '' : ` <strong>There may be more: ${escapeXml(limits.join('; '))}.</strong>`}</p>
</header>
${marks.length === 0 ? '<p class="good">Nothing is marked.</p>' : table(marks, command)}
<div class="picture" tabindex="0">
${svg(map)}</div>
</body>
</html>
`
}

function table(marks: readonly MapMark[], command: (mark: MapMark) => string): string {
  return `<table>
<thead><tr><th>Mark</th><th>What is wrong</th><th>Hear it</th></tr></thead>
<tbody>
${marks.map((mark) => row(mark, command)).join('\n')}
</tbody>
</table>`
}

function row(mark: MapMark, command: (mark: MapMark) => string): string {
  const { kind, severity, message, state } = mark
  const where = state === null ? '' : ` <a href="#state-${state}">state ${state}</a>`
  return `<tr class="${severity}"><td><b>${escapeXml(kind)}</b><br>${severity}</td><td>${escapeXml(message)}${where}</td><td><code>${escapeXml(command(mark))}</code></td></tr>`
}

const style = `
body{margin:0;font:15px/1.5 system-ui,"Segoe UI",Helvetica,Arial,sans-serif;color:#0f172a;background:#f8fafc}
header,table,.good{margin:1.5rem 2rem}
h1{font-size:1.3rem;margin:0 0 .3rem}header p{margin:0;color:#475569}
table{border-collapse:collapse;background:#fff;max-width:calc(100% - 4rem)}
th,td{padding:.45rem .8rem;border:1px solid #e2e8f0;text-align:left;vertical-align:top}
tr.error b{color:#b91c1c}tr.warning b{color:#b45309}
code{font:13px ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.good{color:#15803d;font-weight:600}
.picture{margin:0 2rem 2rem;overflow:auto;background:#fff;border:1px solid #e2e8f0;border-radius:8px}
.picture svg{display:block}
:target rect{stroke:#7c3aed;stroke-width:4}`
