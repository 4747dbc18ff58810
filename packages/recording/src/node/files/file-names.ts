import { dayOf, keyOfExchange } from '../../recordings-of.ts'
import type { Recording } from '../../recording.ts'

/** Ends the name of a file that is being written. */
export const unfinishedEnding = '.unfinished'
/** Whether a file continues a call that is kept in several files. */
export function isPartName(name: string): boolean {
  return /-part-\d{4,}\.json$/.test(name)
}

/** What a recording is found by: its legs, the call first, or the days of exchanges without a call. */
export function keysOfRecording({ callSid, legs, exchanges }: Recording): readonly string[] {
  if (callSid !== null) return [...new Set([callSid, ...legs.map((leg) => leg.callSid)])]
  return [...new Set(exchanges.map(keyOfExchange))]
}

/** The name of a recording's file: its start and its CallSid as they stand in the (redacted) recording. */
export function recordingFileName(recording: Recording): string {
  return `${stemOf(recording)}.json`
}

/** A name for a new file of a recording. Names that are taken, also by damaged files, are never used again. */
export function newFileName(recording: Recording, taken: ReadonlySet<string>): string {
  const stem = stemOf(recording)
  let name = `${stem}.json`
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}.json`
  return name
}

function stemOf(recording: Recording): string {
  const first = recording.exchanges[0]
  const time = (first?.startedAt ?? '').replaceAll(/[^0-9TZ]/g, '')
  const call = recording.callSid?.replaceAll(/[^\w-]/g, '_').slice(0, 64) ?? 'no-call'
  return recording.callSid === null && first
    ? `${dayOf(first).replaceAll('-', '')}-${call}`
    : `${time}-${call}`
}

/** A name for a file that continues another; parts sort in their order. */
export function newPartName(firstName: string, taken: ReadonlySet<string>): string {
  const stem = firstName.replace(/(?:-part-\d{4,})?\.json$/, '')
  let number = 2
  const name = (): string => `${stem}-part-${String(number).padStart(4, '0')}.json`
  while (taken.has(name())) number += 1
  return name()
}
