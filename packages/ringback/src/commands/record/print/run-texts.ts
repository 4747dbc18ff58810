import { printable } from '@ringback/common'
import type { ProxyCounts, ProxyEvent } from '@ringback/proxy'
import type { Waiting } from '@ringback/redaction/node'
import { count } from '../../../format/count.ts'
import { noteDamage } from '../../../recordings/damage.ts'
import type { Io } from '../../../shell/io.ts'
import type { LineWriter } from '../../../shell/line-writer.ts'
import type { PublicUrl } from '../public-url.ts'
import type { RecordSettings } from '../settings.ts'

export function noteDamageOf(event: ProxyEvent, io: Io): void {
  if (event.type === 'warning' && event.code === 'damage') noteDamage(io)
}

export async function leaveOutput(writers: readonly LineWriter[], io: Io): Promise<void> {
  for (const writer of writers) await writer.close()
  if (writers.some(({ isBlocked }) => isBlocked)) io.leaveOutput?.()
}
export function tunnelEnded({ agent }: PublicUrl, how: string): string {
  return `The tunnel (${agent}) is gone: ${printable(how)}. Twilio cannot reach the proxy any more; recording continues.`
}

export function droppedText(lines: number): string {
  return `${count(lines, 'line')} of output ${lines === 1 ? 'was' : 'were'} dropped: stdout was not read fast enough`
}

export function summary(
  counts: ProxyCounts,
  waiting: Pick<Waiting, 'count'>,
  { recordings, store }: RecordSettings,
): string {
  const { recorded, notRecorded, leftOut, problems, refused } = counts
  return [
    `${count(recorded, 'exchange')} recorded in ${store?.name ?? recordings}`,
    ...(waiting.count > 0
      ? [
          `${waiting.count} sealed${store === undefined ? '' : ` in ${recordings}`}, which the next command records`,
        ]
      : []),
    ...(notRecorded === 0 ? [] : [`${notRecorded} NOT recorded`]),
    ...(leftOut === 0 ? [] : [`${leftOut} left out (--sample, --only)`]),
    ...(problems === 0 ? [] : [count(problems, 'problem')]),
    ...(refused === 0 ? [] : [`${count(refused, 'request')} refused`]),
  ]
    .join(', ')
    .concat('.')
}

export const stdoutGone = 'stdout was closed. Recording continues without output.'
