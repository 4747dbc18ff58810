import { Visitor, type TemplateLiteral } from 'oxc-parser'
import type { SourceFile } from './source-file.ts'

/** A text that a person may read. */
export interface Message {
  readonly line: number
  readonly text: string
}

/**
 * The texts of a file that a person may read: every string and template of three words or more. What is filled in
 * stands in braces, as the code names it.
 */
export function messagesIn(source: SourceFile): readonly Message[] {
  const messages: Message[] = []
  const add = (start: number, text: string): void => {
    const plain = text.replaceAll(/\s+/g, ' ').trim()
    if (isProse(plain)) messages.push({ line: source.lineOf(start), text: plain })
  }
  new Visitor({
    Literal(node) {
      if (typeof node.value === 'string') add(node.start, node.value)
    },
    TemplateLiteral(node) {
      add(node.start, templateText(node, source.text))
    },
  }).visit(source.program)
  return messages
}

function templateText({ quasis, expressions }: TemplateLiteral, text: string): string {
  return quasis
    .map((part, index) => {
      const filled = expressions[index]
      return part.value.cooked + (filled === undefined ? '' : `{${text.slice(filled.start, filled.end)}}`)
    })
    .join('')
}

/** Three words or more, with letters that no code consists of alone. */
function isProse(text: string): boolean {
  const withoutFilled = text.replaceAll(/\{[^}]*\}/g, 'x')
  return (
    (withoutFilled.match(/[A-Za-z']{2,}/g)?.length ?? 0) >= 3 &&
    /\s/.test(text) &&
    !/[=;]\s*$|^[<^]/.test(text)
  )
}
