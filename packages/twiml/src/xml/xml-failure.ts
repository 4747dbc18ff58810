/** Why a source is not well-formed, in our words, and where. */
export interface XmlFailure {
  readonly message: string
  readonly offset: number
}

/** saxes's wording and ours. */
const wordings: readonly (readonly [saxes: RegExp, ours: string])[] = [
  [
    /declaration must (be at|appear at) the start/,
    'The XML declaration is not the first thing in the document; nothing is allowed before it, not even a space or an empty line.',
  ],
  [
    /text data outside of root/,
    'There is text outside the root element; only comments and white space are allowed before and after Response.',
  ],
  [/only one root/, 'There is a second element after the root element has ended; a document has one root.'],
  [/must contain a root/, 'The document has no root element.'],
  [
    /undefined entity|in entity name|empty entity/,
    'The document uses an entity that XML does not define; only &amp;, &lt;, &gt;, &quot;, &apos; and numeric references exist here.',
  ],
  [/malformed character entity/, 'A numeric character reference names a character that XML does not allow.'],
  [/unexpected close/, 'A closing element does not match the element that is open.'],
  [/unmatched closing/, 'An element is closed that was never opened.'],
  [/duplicate attribute/, 'An attribute is given twice on one element.'],
  [/attribute without value/, 'An attribute has no value; write name="value".'],
  [/unquoted attribute/, 'An attribute value is not in quotes.'],
  [/no whitespace between/, 'There is no space between two attributes.'],
  [/\]\]>/, 'The characters "]]>" are not allowed in text; write "]]&gt;".'],
  [
    /in tag name|in attribute name|in closing tag|not followed by >/,
    'An element or attribute is not valid XML; a "<" in text must be written "&lt;".',
  ],
  [
    /disallowed character/,
    'There is a character that XML does not allow here; in an attribute value "<" must be written "&lt;", and control characters are not allowed anywhere.',
  ],
  [/malformed comment/, 'A comment contains "--", which XML does not allow.'],
  [/doctype/, 'XML does not allow a document type declaration at this position.'],
  [
    /declaration|version number|encoding value|standalone|whitespace required|value (required|must be quoted)/,
    'The XML declaration is not well-formed; write <?xml version="1.0" encoding="UTF-8"?>.',
  ],
  [/incorrect syntax/, 'A "<!" is followed by something that is neither a comment nor CDATA.'],
]

const RAW_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/gi

const VISIBLE = /[^ \t\r\n]/g

/**
 * What is wrong and where, from the XML parser's complaint. `from` is the end of the last thing that was read
 * well, `at` where the parser stood when it complained: after an ampersand that is not an entity it only
 * notices at the next semicolon, or at the end.
 */
export function xmlFailure(complaint: string, source: string, from: number, at: number): XmlFailure {
  if (/entity|unclosed|unexpected end/.test(complaint)) {
    const ampersand = rawAmpersand(source, from)
    if (ampersand !== undefined) {
      return {
        message:
          'An ampersand is not escaped, or starts an entity that XML does not define; write it "&amp;", in URLs too.',
        offset: ampersand,
      }
    }
  }
  if (/unclosed|unexpected end/.test(complaint)) return unclosed(complaint, source, from)
  const words = wordings.find(([saxes]) => saxes.test(complaint))?.[1]
  const message = words ?? `The document is not well-formed XML (${complaint.replace(/\.$/, '')}).`
  if (/must contain a root/.test(complaint)) return { message, offset: 0 }
  const isWhole = /outside of root|only one root|at the start|unexpected close|unmatched closing/.test(
    complaint,
  )
  return {
    message,
    offset: isWhole ? visibleFrom(source, from) : Math.min(Math.max(from, at - 1), source.length),
  }
}

/** The offset of the first character from here on that is not white space. */
export function visibleFrom(source: string, offset: number): number {
  VISIBLE.lastIndex = offset
  return VISIBLE.exec(source)?.index ?? offset
}

function rawAmpersand(source: string, from: number): number | undefined {
  RAW_AMPERSAND.lastIndex = from
  const index = RAW_AMPERSAND.exec(source)?.index
  if (index === undefined) return undefined
  // Inside an unfinished comment or CDATA section an ampersand is just a character.
  return /<!--|<!\[CDATA\[/.test(source.slice(from, index)) ? undefined : index
}

function unclosed(complaint: string, source: string, from: number): XmlFailure {
  const rest = source.slice(from)
  const offset = Math.max(0, source.trimEnd().length - 1)
  const start = /^[^<]*<(!--|!\[CDATA\[|\?)?/.exec(rest)
  if (start?.[1] === '!--')
    return { message: 'A comment is not closed with "-->".', offset: from + start[0].length - 4 }
  if (start?.[1] === '![CDATA[') {
    return { message: 'A CDATA section is not closed with "]]>".', offset: from + start[0].length - 9 }
  }
  if (start !== null) {
    return { message: 'The document ends inside an element that is not closed with ">".', offset }
  }
  const name = /unclosed tag: (\S{1,60})/.exec(complaint)?.[1]
  return {
    message: `The document ends before ${name ?? 'an element'} is closed; write </${name ?? '…'}>.`,
    offset,
  }
}
