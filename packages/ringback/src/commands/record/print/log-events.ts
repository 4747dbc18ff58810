import type { Proxy } from '@ringback/proxy'
import type { Waiting } from '@ringback/redaction/node'
import type { Io } from '../../../shell/io.ts'
import { createLineWriter } from '../../../shell/line-writer.ts'
import type { PublicUrl } from '../public-url.ts'
import type { createLogPrinter } from './log-printer.ts'
import { droppedText, leaveOutput, noteDamageOf, stdoutGone, summary, tunnelEnded } from './run-texts.ts'

/** What log lines are written with. */
interface Logged {
  readonly createLog: typeof createLogPrinter
  readonly publicUrl: PublicUrl
  readonly adminUrl: string | undefined
  readonly leaving: Promise<string>
  /** What waits, sealed, to be recorded. */
  readonly waiting: () => Waiting
}

/** Writes a log line for everything that happens in a proxy until it is closed; nothing else is printed. */
export async function logEvents(proxy: Proxy, logged: Logged, io: Io): Promise<void> {
  const { createLog, publicUrl, adminUrl, leaving, waiting } = logged
  const { settings } = publicUrl
  const err = createLineWriter(io.stderr)
  const out = createLineWriter(io.stdout, {
    onDropped: (lines) => logger.note('warn', droppedText(lines), { lines }),
    onGone: () => err.write(stdoutGone),
  })
  const logger = createLog(settings.redact, (line) => out.write(line))
  if (adminUrl !== undefined) logger.note('info', `The admin port is ${adminUrl}`, { admin: adminUrl })
  void publicUrl.died.then((how) => logger.note('warn', tunnelEnded(publicUrl, how)))
  void leaving.then((text) => logger.note('info', text))
  for await (const event of proxy.events) {
    noteDamageOf(event, io)
    logger.event(event)
  }
  logger.note('info', summary(proxy.counts, waiting(), settings))
  await out.close()
  await leaveOutput([out, err], io)
}
