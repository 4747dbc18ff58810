import type { DisplayNode } from './display-tree.ts'
import { shortened } from '@ringback/common'

/** How the parts of a tree are coloured. */
export interface TreePaint {
  readonly label: (text: string) => string
  readonly title: (text: string) => string
  readonly heard: (text: string) => string
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
}

const plain = (text: string): string => text
const unpainted: TreePaint = { label: plain, title: plain, heard: plain, error: plain, warning: plain }
const longest = 76

/** The tree as lines for a terminal. */
export function textTree(node: DisplayNode, paint: TreePaint = unpainted): string {
  return linesOf(node, '', '', paint).join('\n')
}

function linesOf(node: DisplayNode, first: string, rest: string, paint: TreePaint): readonly string[] {
  const number = node.kind === 'state' ? `${node.state} ` : ''
  const label = node.label === '' ? '' : `${paint.label(node.label)}  `
  const isGood = node.kind !== 'error'
  const title = isGood ? paint.title(number + node.title) : paint.error(node.title)
  const below = node.children.length > 0 ? `${rest}│  ` : `${rest}   `
  return [
    `${first}${label}${title}`,
    ...(node.text === '' ? [] : [`${below}${paint.heard(shortened(node.text, longest))}`]),
    ...node.marks.map(({ kind, severity, message }) => `${below}${paint[severity](`▲ ${kind}: ${message}`)}`),
    ...node.children.flatMap((child, index) => {
      const isLast = index === node.children.length - 1
      return linesOf(child, `${rest}${isLast ? '└─ ' : '├─ '}`, `${rest}${isLast ? '   ' : '│  '}`, paint)
    }),
  ]
}
