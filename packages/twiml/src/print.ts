import { verb } from './names.gen.ts'
import type { TwimlDocument, TwimlElement, TwimlNode } from './tree.ts'

/**
 * The document as canonical TwiML: declaration, two spaces a level, one element a line, double quotes. Say and
 * elements that hold text stay on one line, so that no white space is added to what is said. Parsing the result
 * gives the same tree.
 */
export function printTwiml(document: TwimlDocument): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${block(document.root, '')}\n`
}

function block(element: TwimlElement, indent: string): string {
  const children = element.children
  const isInline =
    element.id === verb.Say || children.length === 0 || children.some(({ kind }) => kind === 'text')
  if (isInline) return indent + printInline(element)
  const lines = children.map((child) => (child.kind === 'text' ? '' : block(child, `${indent}  `)))
  return [`${indent}<${opening(element)}>`, ...lines, `${indent}</${element.name}>`].join('\n')
}

/** An element or text as TwiML, with no white space added. */
export function printInline(node: TwimlNode): string {
  if (node.kind === 'text') return escapeText(node.text)
  if (node.children.length === 0) return `<${opening(node)}/>`
  return `<${opening(node)}>${node.children.map(printInline).join('')}</${node.name}>`
}

function opening(element: TwimlElement): string {
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => ` ${name}="${escapeAttribute(value)}"`,
  )
  return element.name + attributes.join('')
}

function escapeText(text: string): string {
  return withoutForbidden(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')
}

function escapeAttribute(value: string): string {
  return escapeText(value).replaceAll('"', '&quot;').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')
}

/** XML has no way to write these characters; U+FFFD stands in for them. */
function withoutForbidden(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD')
}
