import type { TwimlDocument, TwimlElement, TwimlNode } from '@ringback/twiml'

/** What becomes of an element: itself, changed. Its children have been rewritten already. */
export type Rewrite = (element: TwimlElement) => TwimlElement

/** A document with every element below the root rewritten, the innermost first. The root stays a Response. */
export function rewriteDocument({ root }: TwimlDocument, rewrite: Rewrite): TwimlDocument {
  return { root: { ...root, children: root.children.map((child) => rewriteNode(child, rewrite)) } }
}

function rewriteNode(node: TwimlNode, rewrite: Rewrite): TwimlNode {
  if (node.kind === 'text') return node
  return rewrite({ ...node, children: node.children.map((child) => rewriteNode(child, rewrite)) })
}

/** An element that holds nothing but text. */
export function withText<Element extends TwimlElement>(element: Element, text: string): Element {
  const { position } = element
  return { ...element, text, children: text === '' ? [] : [{ kind: 'text', text, position }] }
}

/** An element with other attributes. */
export function withAttributes<Element extends TwimlElement>(
  element: Element,
  attributes: Readonly<Record<string, string>>,
): Element {
  return { ...element, attributes }
}
