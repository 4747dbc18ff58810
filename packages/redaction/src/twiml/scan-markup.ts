/** An attribute as it stands in a tag. */
export interface MarkupAttribute {
  readonly name: string
  /** Where its name starts; a value without a name has none. */
  readonly nameStart: number
  /** Where its value starts and ends, without quotes. */
  readonly start: number
  readonly end: number
}

/** A part of a document. All offsets are those of the source; `end` is just behind. */
export type MarkupToken =
  | { readonly type: 'text' | 'cdata' | 'comment' | 'other'; readonly start: number; readonly end: number }
  | {
      readonly type: 'open'
      readonly name: string
      /** Where the name starts. */
      readonly start: number
      readonly attributes: readonly MarkupAttribute[]
      readonly selfClosing: boolean
    }
  | { readonly type: 'close'; readonly name: string; readonly start: number }

/** True when a text is to be read as markup: TwiML, other XML, HTML. */
export function isMarkup(text: string): boolean {
  return /^[\s\uFEFF]{0,1000}</.test(text)
}

/**
 * The parts of a document, well-formed or not, from left to right. Nothing is left out but the marks of tags, so that what a
 * broken document holds is looked at as well. Takes linear time.
 */
export function scanMarkup(source: string): readonly MarkupToken[] {
  const tokens: MarkupToken[] = []
  let at = 0
  const upTo = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from)
    return found < 0 ? source.length : found
  }
  const add = (type: 'text' | 'cdata' | 'comment' | 'other', start: number, end: number): void => {
    if (end > start) tokens.push({ type, start, end })
  }
  while (at < source.length) {
    const open = upTo('<', at)
    add('text', at, open)
    if (open === source.length) break
    if (source.startsWith('<!--', open)) {
      const end = upTo('-->', open + 4)
      add('comment', open + 4, end)
      at = end + 3
    } else if (source.startsWith('<![CDATA[', open)) {
      const end = upTo(']]>', open + 9)
      add('cdata', open + 9, end)
      at = end + 3
    } else if (source.startsWith('<?', open) || source.startsWith('<!', open)) {
      const end = upTo('>', open)
      add('other', open + 2, end)
      at = end + 1
    } else if (source.startsWith('</', open)) {
      const end = upTo('>', open)
      tokens.push({ type: 'close', name: source.slice(open + 2, end).trim(), start: open + 2 })
      at = end + 1
    } else {
      const tag = readTag(source, open + 1)
      tokens.push(tag.token)
      at = tag.end
    }
  }
  return tokens
}

function readTag(source: string, start: number): { readonly token: MarkupToken; readonly end: number } {
  let at = skip(source, start, isNameCharacter)
  const name = source.slice(start, at)
  const attributes: MarkupAttribute[] = []
  let selfClosing = false
  while (at < source.length) {
    const character = source.charAt(at)
    if (character === '>') {
      at += 1
      break
    }
    // A tag that is not closed before the next one begins: the document is broken here.
    if (character === '<') break
    selfClosing = character === '/'
    if (isNameCharacter(character)) {
      const attribute = readAttribute(source, at)
      attributes.push(attribute.attribute)
      at = attribute.end
    } else at += 1
  }
  return { token: { type: 'open', name, start, attributes, selfClosing }, end: at }
}

function readAttribute(
  source: string,
  start: number,
): { readonly attribute: MarkupAttribute; readonly end: number } {
  let at = skip(source, start, isNameCharacter)
  const name = source.slice(start, at)
  const equals = skip(source, at, isSpace)
  // A value without a name is looked at like a value.
  if (source.charAt(equals) !== '=')
    return { attribute: { name: '', nameStart: start, start, end: at }, end: at }
  at = skip(source, equals + 1, isSpace)
  const quote = source.charAt(at)
  if (quote === '"' || quote === "'") {
    const close = source.indexOf(quote, at + 1)
    const end = close < 0 ? source.length : close
    return { attribute: { name, nameStart: start, start: at + 1, end }, end: end + 1 }
  }
  const end = skip(source, at, (character) => !isSpace(character) && character !== '>')
  return { attribute: { name, nameStart: start, start: at, end }, end }
}

function skip(source: string, from: number, matches: (character: string) => boolean): number {
  let at = from
  while (at < source.length && matches(source.charAt(at))) at += 1
  return at
}

function isNameCharacter(character: string): boolean {
  return !isSpace(character) && !'=/<>"\''.includes(character)
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || character === '\t' || character === '\r'
}
