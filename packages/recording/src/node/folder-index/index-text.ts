import { crc32 } from 'node:zlib'
import { keysOfSummary, type RecordingSummary } from '../../reader/recording-summary.ts'

/** A recording file as it was when it was read. */
export interface IndexedFile {
  readonly name: string
  /** `FileStamp.text` */
  readonly stamp: string
  /** Whether another file holds a part of the same recording, so that they have to be read together. */
  readonly isShared: boolean
  /** The recordings in it, as `rowsOf` writes them: most are never looked at. */
  readonly rows: string
}

/** Changes with the meaning of the lines: an index of another version is not read. */
const version = 'ringback recordings index 3'

/** The index as text: a line with the version and a checksum of the rest, then a line a file. `files`: sorted by name. */
export function printIndex(files: readonly IndexedFile[]): string {
  const text = files
    .map(({ name, stamp, isShared, rows }) => `${escaped(name)}\t${stamp}\t${isShared ? 1 : 0}\t${rows}`)
    .join('\n')
  return `${version}\t${crc32(text)}\n${text}`
}

/** The lines that `printIndex` wrote; undefined when it is of another version or damaged. */
export function readIndex(index: Buffer): string | undefined {
  const end = index.indexOf('\n')
  const lines = index.subarray(end + 1)
  return end >= 0 && index.toString('utf8', 0, end) === `${version}\t${crc32(lines)}`
    ? lines.toString('utf8')
    : undefined
}

/** Finds files in the lines of an index. */
export interface IndexCursor {
  /** What is known of a file that has not changed. Is asked for names in ascending order. */
  find(name: string, stamp: string): IndexedFile | undefined
  /** Whether all lines were found: no file is gone or changed. */
  foundAll(): boolean
}

/**
 * Reads the lines of an index once, from start to end, beside the sorted names of a folder: a map of 50,000 names takes longer
 * and leaves more garbage.
 */
export function createIndexCursor(lines: string): IndexCursor {
  let at = 0
  let isComplete = true
  return {
    find(name, stamp) {
      while (at < lines.length) {
        const start = at
        const nameEnd = lines.indexOf('\t', start)
        if (nameEnd < 0) {
          isComplete = false
          at = lines.length
          return undefined
        }
        const found = unescaped(lines.slice(start, nameEnd))
        if (found > name) return undefined
        const lineEnd = lines.indexOf('\n', nameEnd)
        const end = lineEnd < 0 ? lines.length : lineEnd
        at = end + 1
        const stampEnd = nameEnd + 1 + stamp.length
        if (found === name && lines.startsWith(stamp, nameEnd + 1) && lines[stampEnd] === '\t') {
          return { name, stamp, isShared: lines[stampEnd + 1] === '1', rows: lines.slice(stampEnd + 3, end) }
        }
        isComplete = false
        if (found === name) return undefined
      }
      return undefined
    },
    foundAll: () => isComplete && at >= lines.length,
  }
}

const summaryFields = 9

/** The recordings of a file: how many, then their fields, with tabs between them, since that is what is read fastest. */
export function rowsOf(summaries: readonly RecordingSummary[]): string {
  return [summaries.length, ...summaries.flatMap(fieldsOf)].join('\t')
}

/** Reads what `rowsOf` wrote. */
export function summariesIn(rows: string): readonly RecordingSummary[] {
  const fields = rows.split('\t')
  const summaries: RecordingSummary[] = []
  for (let at = 1; at + summaryFields <= fields.length; at += summaryFields) {
    summaries.push(summaryIn(fields, at))
  }
  return summaries
}

/** Whether rows are those of one recording. */
export function holdsOne(rows: string): boolean {
  return rows.startsWith('1\t')
}

/** The recording of rows that hold one. */
export function summaryOfOne(rows: string): RecordingSummary {
  return summaryIn(rows.split('\t'), 1)
}

/** When the first recording of a file started. */
export function startIn(rows: string): string {
  const callSid = rows.indexOf('\t') + 1
  const legs = rows.indexOf('\t', callSid) + 1
  const start = rows.indexOf('\t', legs) + 1
  return unescaped(rows.slice(start, rows.indexOf('\t', start)))
}

/** `keysOfSummary` of all recordings of a file; most have one call with one leg, which is seen without reading all. */
export function keysIn(rows: string): readonly string[] {
  if (holdsOne(rows)) {
    const end = rows.indexOf('\t', 2)
    const callSid = rows.slice(2, end)
    if (callSid !== none && rows.startsWith(`${none}\t`, end + 1)) return [unescaped(callSid)]
  }
  return [...new Set(summariesIn(rows).flatMap(keysOfSummary))]
}

/** Whether a text may stand in rows. */
export function mayName(rows: string, text: string): boolean {
  return rows.includes(escaped(text))
}

/** Null is written as a text that no value is: a backslash begins an escape. */
const none = '\\0'
/** Between the texts of a list. */
const comma = '\v'

function fieldsOf(summary: RecordingSummary): readonly (string | number)[] {
  const { callSid, legs, startedAt, from, to, parties, exchanges, problems, firstId } = summary
  // Most calls have one leg and two parties, which need not stand twice.
  const otherLegs = isSame(legs, [callSid]) ? none : legs.map(escaped).join(comma)
  const otherParties = isSame(parties, [from, to]) ? none : parties.map(escaped).join(comma)
  const texts = [escaped(callSid), otherLegs, escaped(startedAt), escaped(from), escaped(to), otherParties]
  return [...texts, exchanges, problems, escaped(firstId)]
}

function summaryIn(fields: readonly string[], at: number): RecordingSummary {
  const callSid = nullable(fields[at])
  const from = nullable(fields[at + 3])
  const to = nullable(fields[at + 4])
  const legs = fields[at + 1] ?? ''
  const parties = fields[at + 5] ?? ''
  return {
    callSid,
    legs: legs === none ? listOf(callSid, null) : listIn(legs),
    startedAt: unescaped(fields[at + 2] ?? ''),
    from,
    to,
    parties: parties === none ? listOf(from, to) : listIn(parties),
    exchanges: Number(fields[at + 6]),
    problems: Number(fields[at + 7]),
    firstId: unescaped(fields[at + 8] ?? ''),
  }
}

function nullable(field = ''): string | null {
  return field === none ? null : unescaped(field)
}

function listIn(field: string): readonly string[] {
  return field === '' ? [] : field.split(comma).map(unescaped)
}

function listOf(first: string | null, second: string | null): readonly string[] {
  if (first === null) return second === null ? [] : [second]
  return second === null ? [first] : [first, second]
}

function isSame(texts: readonly string[], usual: readonly (string | null)[]): boolean {
  return texts.length === usual.length && texts.every((text, at) => text === usual[at])
}

/** What separates lines, fields and the texts of a list never stands in a value. */
function escaped(value: string | null): string {
  if (value === null) return none
  return /[\\\t\n\v\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\v\r]/g, (character) => escapes.get(character) ?? character)
    : value
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\r', '\\r'],
])
const unescapes: ReadonlyMap<string, string> = new Map(
  [...escapes].map(([plain, written]) => [written, plain]),
)

function unescaped(field: string): string {
  if (!field.includes('\\')) return field
  return field.replaceAll(/\\[\\tnvr]/g, (written) => unescapes.get(written) ?? written)
}
