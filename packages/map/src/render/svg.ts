import { displayTree, type DisplayNode } from './display-tree.ts'
import type { PhoneMap } from '../phone-map.ts'
import { escapeXml, shortened } from '@ringback/common'

const column = 430
const boxWidth = 250
const lineHeight = 15
const padding = 9
const rowGap = 14
const margin = 20
const charactersALine = 36
const mostLines = 5
const labelCharacters = 20

/** A node with its place. */
interface Box {
  readonly node: DisplayNode
  readonly lines: readonly string[]
  readonly x: number
  readonly height: number
  readonly children: readonly Box[]
  y: number
}

/** The map as an SVG picture: a tree from left to right. */
export function svg(map: PhoneMap): string {
  const tree = displayTree(map)
  if (tree === undefined) return emptySvg
  const root = boxOf(tree, 0)
  const height = place(root, margin) + margin
  const width = widthOf(root) + margin
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="12">`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...linesOf(root),
    ...boxesOf(root),
    '</svg>',
    '',
  ].join('\n')
}

const emptySvg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>\n'

const style = `
.paper{fill:#fff}.way{fill:none;stroke:#94a3b8;stroke-width:1.5}
.state{fill:#eff6ff;stroke:#2563eb}.end{fill:#f1f5f9;stroke:#94a3b8}.error{fill:#fee2e2;stroke:#b91c1c}
.reference{fill:#fff;stroke:#94a3b8;stroke-dasharray:4 3}.warned{stroke:#b45309;stroke-width:2.5}.failed{stroke:#b91c1c;stroke-width:2.5}
.title{font-weight:600;fill:#0f172a}.heard{fill:#334155}.label{fill:#1d4ed8;font-weight:600}.behind{fill:#fff;opacity:.9}
.mark-error{fill:#b91c1c;font-weight:600}.mark-warning{fill:#b45309;font-weight:600}`

function boxOf(node: DisplayNode, depth: number): Box {
  const lines = wrapped(node.text, charactersALine, mostLines)
  const count = 1 + lines.length + markLines(node).length
  return {
    node,
    lines,
    x: margin + depth * column,
    y: 0,
    height: padding * 2 + count * lineHeight - 3,
    children: node.children.map((child) => boxOf(child, depth + 1)),
  }
}

/** Places a box and the boxes after it below `top`; returns the `top` of the next one. */
function place(box: Box, top: number): number {
  let below = top
  for (const child of box.children) below = place(child, below)
  const [first] = box.children
  const last = box.children.at(-1)
  if (first === undefined || last === undefined) {
    box.y = top
    return top + box.height + rowGap
  }
  const middle = (first.y + last.y + last.height) / 2
  box.y = Math.max(top, middle - box.height / 2)
  return Math.max(below, box.y + box.height + rowGap)
}

function widthOf({ x, children }: Box): number {
  return Math.max(x + boxWidth, ...children.map(widthOf))
}

function linesOf(box: Box): readonly string[] {
  return box.children.flatMap((child) => {
    const [x1, y1] = [box.x + boxWidth, box.y + box.height / 2]
    const [x2, y2] = [child.x, child.y + child.height / 2]
    const bend = x1 + 22
    const label = wrapped(child.node.label, labelCharacters, 2)
    const width = Math.max(0, ...label.map(({ length }) => length)) * 7 + 6
    const top = y2 - label.length * 7
    return [
      `<path class="way" d="M${x1} ${y1}C${bend} ${y1} ${x1 + 2} ${y2} ${bend + 2} ${y2}H${x2}"/>`,
      `<g><title>${escapeXml(child.node.label)}</title>`,
      `<rect class="behind" x="${x2 - width - 6}" y="${top}" width="${width}" height="${label.length * 14}"/>`,
      ...label.map(
        (text, index) =>
          `<text class="label" text-anchor="end" x="${x2 - 9}" y="${top + 11 + index * 14}">${escapeXml(text)}</text>`,
      ),
      '</g>',
      ...linesOf(child),
    ]
  })
}

function boxesOf(box: Box): readonly string[] {
  const { node, x, y, height, lines } = box
  const worst = node.marks.some(({ severity }) => severity === 'error') ? ' failed' : ' warned'
  const number = node.kind === 'state' ? `${node.state}  ` : ''
  const texts = [
    { text: shortened(number + node.title, charactersALine - 2), kind: 'title' },
    ...lines.map((text) => ({ text, kind: 'heard' })),
    ...markLines(node),
  ]
  const tip = [node.text, ...node.marks.map(({ message }) => message)]
    .filter((text) => text !== '')
    .join('\n')
  return [
    `<g${node.kind === 'state' ? ` id="state-${node.state}"` : ''}>`,
    ...(tip === '' ? [] : [`<title>${escapeXml(tip)}</title>`]),
    `<rect class="${node.kind}${node.marks.length > 0 ? worst : ''}" x="${x}" y="${y}" width="${boxWidth}" height="${height}" rx="7"/>`,
    ...texts.map(
      ({ text, kind }, index) =>
        `<text class="${kind}" x="${x + padding + 1}" y="${y + padding + 10 + index * lineHeight}">${escapeXml(text)}</text>`,
    ),
    '</g>',
    ...box.children.flatMap(boxesOf),
  ]
}

function markLines({ marks }: DisplayNode): readonly { readonly text: string; readonly kind: string }[] {
  return marks.map(({ kind, severity }) => ({ text: `▲ ${kind}`, kind: `mark-${severity}` }))
}

/** Lines of at most this many characters, broken between words. */
function wrapped(text: string, most: number, lines: number): readonly string[] {
  const found: string[] = []
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const last = found.at(-1)
    if (last !== undefined && last.length + word.length < most) found[found.length - 1] = `${last} ${word}`
    else found.push(shortened(word, most))
  }
  if (found.length <= lines) return found
  return [...found.slice(0, lines - 1), `${shortened(found[lines - 1] ?? '', most - 1)}…`]
}
