import { printable, printableJson } from '@ringback/common'
import type { Proxy, ProxyCounts, ProxyEvent } from '@ringback/proxy'
import { count } from '../../format/count.ts'
import { noteDamage } from '../../recordings/damage.ts'
import type { Io } from '../../shell/io.ts'
import { createLineWriter } from '../../shell/line-writer.ts'
import { stylesFor, type Styles } from '../../shell/styles.ts'
import { banner } from './banner.ts'
import { eventLine } from './event-line.ts'
import { exchangeLines } from './exchange-lines.ts'
import type { Live } from './live.ts'
import type { PublicUrl } from './public-url.ts'
import type { RecordingPage } from './recording-page.ts'
import type { RecordSettings } from './settings.ts'

/** What is printed besides the events, and how. */
interface Printed {
  readonly publicUrl: PublicUrl
  /** What Twilio requested in the last call that was recorded before. */
  readonly lastOrigin: string | undefined
  readonly format: 'pretty' | 'ndjson'
  /** Each recorded exchange is shown whole. */
  readonly verbose: boolean
  readonly page: RecordingPage
  readonly live: Live
}

/** Prints what happens in a proxy until it is closed. Whoever reads the output, or no longer does, calls are not held up. */
export async function printEvents(proxy: Proxy, printed: Printed, io: Io): Promise<void> {
  const { publicUrl, lastOrigin, page, live } = printed
  const { settings } = publicUrl
  const styles = stylesFor(io, 'stdout')
  const log = stylesFor(io, 'stderr')
  const err = createLineWriter(io.stderr)
  const out = createLineWriter(io.stdout, {
    onDropped: (lines) => err.write(log.yellow(`  ${droppedText(lines)}`)),
    onGone: () => err.write(log.yellow('  stdout was closed. Recording continues without output.')),
  })
  void publicUrl.died.then((how) => err.write(log.yellow(`  ${tunnelEnded(publicUrl, how)}`)))
  for await (const event of proxy.events) {
    if (event.type === 'listening') {
      for (const line of banner(event, { ...publicUrl, lastOrigin }, log)) err.write(line)
      live.start((line) => err.write(line))
      page.announce((line) => err.write(line))
    }
    live.see(event)
    if (event.type === 'warning' && event.code === 'damage') noteDamage(io)
    const line = textOf(event, printed, styles)
    if (line !== undefined) out.write(line)
  }
  const dropped = await out.close()
  err.write(summary(proxy.counts, settings))
  if (dropped > 0) err.write(`In total, ${droppedText(dropped)}.`)
  await err.close()
  if (out.isBlocked || err.isBlocked) io.leaveOutput?.()
}

function textOf(event: ProxyEvent, { format, verbose }: Printed, styles: Styles): string | undefined {
  if (event.type !== 'recorded' || event.exchange === undefined) {
    return format === 'ndjson' ? printableJson(event) : eventLine(event, styles)
  }
  const { exchange, ...told } = event
  if (format === 'ndjson') return printableJson(verbose ? event : told)
  return [eventLine(told, styles) ?? '', ...(verbose ? exchangeLines(exchange, styles) : [])].join('\n')
}

function tunnelEnded({ agent }: PublicUrl, how: string): string {
  return `The tunnel (${agent}) is gone: ${printable(how)}. Twilio cannot reach the proxy any more; recording continues.`
}

function droppedText(lines: number): string {
  return `${count(lines, 'line')} of output ${lines === 1 ? 'was' : 'were'} dropped: stdout was not read fast enough`
}

function summary(counts: ProxyCounts, { recordings }: RecordSettings): string {
  const { kept, recorded, notRecorded, leftOut, problems, refused } = counts
  return [
    `${count(recorded, 'exchange')} recorded in ${recordings}`,
    ...(kept > recorded ? [`${kept - recorded} sealed, which the next command records`] : []),
    ...(notRecorded === 0 ? [] : [`${notRecorded} NOT recorded`]),
    ...(leftOut === 0 ? [] : [`${leftOut} left out (--sample, --only)`]),
    ...(problems === 0 ? [] : [count(problems, 'problem')]),
    ...(refused === 0 ? [] : [`${count(refused, 'request')} refused`]),
  ]
    .join(', ')
    .concat('.')
}
