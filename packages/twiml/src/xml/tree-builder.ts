import type { RawElement, RawText } from './raw-element.ts'
import { visibleFrom } from './xml-failure.ts'

/** Takes what an XML parser finds, in order, and makes a tree with offsets of it. */
export interface TreeBuilder {
  /** How many elements are open. */
  readonly depth: () => number
  /** End of the last thing read: where the next text or element starts. */
  readonly from: () => number
  readonly text: (text: string, end: number) => void
  readonly cdata: (text: string, end: number) => void
  /** The name of an element was read; `end` is just after it. */
  readonly tagName: (name: string, end: number) => void
  /** An attribute was read; `end` is just after its closing quote. */
  readonly attribute: (name: string, end: number) => void
  readonly open: (attributes: Readonly<Record<string, string>>, end: number) => void
  readonly close: (end: number) => void
  /** Anything that leaves no trace in the tree. */
  readonly skip: (end: number) => void
  /** The root; undefined when there was none. */
  readonly root: () => RawElement | undefined
}

interface OpenElement {
  name: string
  attributes: Record<string, string>
  attributeOffsets: Record<string, number>
  offset: number
  children: (OpenElement | RawText)[]
}

/** Makes a builder for one source. */
export function createTreeBuilder(source: string): TreeBuilder {
  const open: OpenElement[] = []
  let root: OpenElement | undefined
  let started = emptyElement('', 0)
  let from = 0

  function addText(text: string, offset: number): void {
    // An empty CDATA section says nothing.
    if (text === '') return
    const siblings = open.at(-1)?.children
    const last = siblings?.at(-1)
    if (last !== undefined && 'text' in last)
      siblings?.splice(-1, 1, { text: last.text + text, offset: last.offset })
    else siblings?.push({ text, offset })
  }

  return {
    depth: () => open.length,
    from: () => from,
    text(text, end) {
      addText(text, visibleFrom(source, from))
      from = end
    },
    cdata(text, end) {
      addText(text, from)
      from = end
    },
    tagName(name, end) {
      started = emptyElement(name, source.lastIndexOf('<', end - 1))
    },
    attribute(name, end) {
      started.attributeOffsets[name] = attributeOffset(source, name, end)
      from = end
    },
    open(attributes, end) {
      started.attributes = { ...attributes }
      open.at(-1)?.children.push(started)
      root ??= started
      open.push(started)
      from = end
    },
    close(end) {
      open.pop()
      from = end
    },
    skip(end) {
      from = end
    },
    root: () => root,
  }
}

function emptyElement(name: string, offset: number): OpenElement {
  return { name, attributes: {}, attributeOffsets: Object.create(null), offset, children: [] }
}

/** Where the name of an attribute starts, from the end of its value: `end` is just after the closing quote. */
function attributeOffset(source: string, name: string, end: number): number {
  const quote = source[end - 1] ?? '"'
  return source.lastIndexOf(name, source.lastIndexOf('=', source.lastIndexOf(quote, end - 2)))
}
