import { printableJson } from '@ringback/common'
import type { Proxy, ProxyEvent } from '@ringback/proxy'
import type { Waiting } from '@ringback/redaction/node'
import type { Io } from '../../../shell/io.ts'
import { createLineWriter } from '../../../shell/line-writer.ts'
import { stylesFor, type Styles } from '../../../shell/styles.ts'
import type { Live } from '../live.ts'
import type { PublicUrl } from '../public-url.ts'
import type { RecordingPage } from '../recording-page.ts'
import { banner } from '../banner.ts'
import { eventLine } from './event-line.ts'
import { exchangeLines } from '../exchange-lines.ts'
import { droppedText, leaveOutput, noteDamageOf, stdoutGone, summary, tunnelEnded } from './run-texts.ts'

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
  /** Where the admin port listens; undefined where there is none. */
  readonly adminUrl: string | undefined
  /** Resolves to what to tell when the proxy goes on for a while before it drains. */
  readonly leaving: Promise<string>
  /** What waits, sealed, to be recorded. */
  readonly waiting: () => Waiting
}

/** Prints what happens in a proxy until it is closed. Whoever reads the output, or no longer does, calls are not held up. */
export async function printEvents(proxy: Proxy, printed: Printed, io: Io): Promise<void> {
  const { publicUrl, lastOrigin, page, live, adminUrl, leaving, waiting } = printed
  const styles = stylesFor(io, 'stdout')
  const log = stylesFor(io, 'stderr')
  const err = createLineWriter(io.stderr)
  const note = (text: string): void => err.write(log.yellow(`  ${text}`))
  const out = createLineWriter(io.stdout, {
    onDropped: (lines) => note(droppedText(lines)),
    onGone: () => note(stdoutGone),
  })
  void publicUrl.died.then((how) => note(tunnelEnded(publicUrl, how)))
  void leaving.then(note)
  for await (const event of proxy.events) {
    if (event.type === 'listening') {
      for (const line of banner(event, { ...publicUrl, lastOrigin, adminUrl }, log)) err.write(line)
      live.start((line) => err.write(line))
      page.announce((line) => err.write(line))
    }
    live.see(event)
    noteDamageOf(event, io)
    const line = textOf(event, printed, styles)
    if (line !== undefined) out.write(line)
  }
  const dropped = await out.close()
  err.write(summary(proxy.counts, waiting(), publicUrl.settings))
  if (dropped > 0) err.write(`In total, ${droppedText(dropped)}.`)
  await leaveOutput([out, err], io)
}

function textOf(event: ProxyEvent, { format, verbose }: Printed, styles: Styles): string | undefined {
  if (event.type !== 'recorded' || event.exchange === undefined) {
    return format === 'ndjson' ? printableJson(event) : eventLine(event, styles)
  }
  const { exchange, ...told } = event
  if (format === 'ndjson') return printableJson(verbose ? event : told)
  return [eventLine(told, styles) ?? '', ...(verbose ? exchangeLines(exchange, styles) : [])].join('\n')
}
