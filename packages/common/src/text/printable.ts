/**
 * What a terminal acts upon or hides: C0 and C1 control characters, DEL, bidirectional controls, line and paragraph
 * separators, zero-width characters, interlinear annotations, tags, and halves of surrogate pairs.
 */
const unprintable =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what it finds
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\p{Surrogate}]/gu

/** Most texts, which need not be looked at letter by letter. */
const plain = /^[ -~…]*$/

const named: ReadonlyMap<string, string> = new Map([
  ['\t', String.raw`\t`],
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
])

/** Options of {@link printable}. */
export interface PrintableOptions {
  /** True: line breaks (`\n`) and tabs are kept, for text of several lines. Default: false. */
  readonly keepLines?: boolean
}

/**
 * Text from outside as it may be printed on a terminal: control, bidirectional and invisible characters stand as
 * JavaScript escapes (`\x1b`, `\u202e`), everything else as it is. Twice is the same as once.
 */
export function printable(text: string, { keepLines = false }: PrintableOptions = {}): string {
  if (plain.test(text)) return text
  return text.replace(unprintable, (character) => {
    if (keepLines && (character === '\n' || character === '\t')) return character
    const code = character.codePointAt(0) ?? 0
    const hex = code.toString(16)
    if (code > 0xff_ff) return String.raw`\u{${hex}}`
    return (
      named.get(character) ??
      (code > 0xff ? String.raw`\u${hex.padStart(4, '0')}` : String.raw`\x${hex.padStart(2, '0')}`)
    )
  })
}

/**
 * A value as one line of JSON that may be printed on a terminal: what {@link printable} replaces stands as a JSON escape,
 * so that a reader of the line gets the value as it was. `null` for what JSON has no text for. `indent`: spaces for each level;
 * above 0 the text has several lines.
 */
export function printableJson(value: unknown, indent = 0): string {
  // JSON.stringify gives undefined for functions and undefined, which its type leaves out.
  const text = JSON.stringify(value, null, indent) as string | undefined
  return printableJsonText(text ?? 'null')
}

/** A text of JSON as it may be printed on a terminal, see {@link printableJson}. */
export function printableJsonText(text: string): string {
  if (plain.test(text)) return text
  // Line breaks are those of the indentation: within values they are escapes already.
  return text.replace(unprintable, (character) => (character === '\n' ? character : jsonEscapes(character)))
}

function jsonEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16)
    return String.raw`\u${unit.padStart(4, '0')}`
  }).join('')
}
