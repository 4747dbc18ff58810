import { messageOf } from '@ringback/common'

/** One line of NDJSON: an object, or the reason why it is not one. */
export type NdjsonLine =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly problem: string }

/** The lines of an NDJSON text that are not blank. A line that is not a JSON object is reported, not thrown. */
export function parseNdjson(text: string): readonly NdjsonLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((content, index) => ({ content: content.trim(), line: index + 1 }))
    .filter(({ content }) => content !== '')
    .map(({ content, line }) => parseLine(content, line))
}

function parseLine(content: string, line: number): NdjsonLine {
  try {
    const value: unknown = JSON.parse(content)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { line, value: value as Readonly<Record<string, unknown>> }
    }
    return { line, problem: 'is JSON, but not an object' }
  } catch (error) {
    return { line, problem: `is not JSON: ${messageOf(error)}` }
  }
}
