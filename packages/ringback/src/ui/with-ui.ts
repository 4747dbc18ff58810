import { exitCode, type ExitCode } from '../shell/exit-code.ts'
import type { Io } from '../shell/io.ts'
import { stylesFor } from '../shell/styles.ts'
import { untilSignal } from '../shell/until-signal.ts'
import { hasKeys, openAtKey } from './page-keys.ts'
import { startUi, type Ui } from './start-ui.ts'
import type { PageSettings } from './ui-messages.ts'

/** A command that shows its calls on a page. */
export interface ShownRun {
  readonly settings: PageSettings
  readonly run: (ui: Ui) => Promise<ExitCode>
  /** At a signal the command ends what it does by itself. Else the process ends at once. */
  readonly stopsItself: boolean
  /** The command reads the keyboard itself. */
  readonly readsKeys?: boolean
}

/**
 * Runs a command with its page open. Where the command would end the page stays until Ctrl-C; the exit code is that of the
 * command.
 */
export async function withUi(shown: ShownRun, io: Io): Promise<ExitCode> {
  const { settings, run, stopsItself, readsKeys = false } = shown
  const ui = await startUi(settings, io)
  io.stderr.write(`${addressLine(ui.url, io, !readsKeys && hasKeys(io))}\n`)
  let stopKeys = readsKeys ? (): void => undefined : openAtKey(ui.url, io)
  const stopped = new AbortController()
  const stopListening = io.onSignal(() => stopped.abort())
  try {
    const code = await Promise.race([run(ui), ...(stopsItself ? [] : [aborted(stopped.signal)])])
    stopListening()
    if (stopped.signal.aborted) {
      if (!stopsItself) io.leaveOutput?.()
      return code
    }
    if (readsKeys) stopKeys = openAtKey(ui.url, io)
    io.stderr.write(`${addressLine(ui.url, io, hasKeys(io))}\nThe page stays open until Ctrl-C.\n`)
    await Promise.race([untilSignal(io), ui.died.then((how) => io.stderr.write(`The page ended: ${how}.\n`))])
    return code
  } finally {
    stopListening()
    stopKeys()
    await ui.close()
  }
}

async function aborted(signal: AbortSignal): Promise<ExitCode> {
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve)
  })
  return exitCode.couldNotRun
}

/** Where the page is. */
export function addressLine(url: string, io: Io, hasKey: boolean): string {
  const { dim } = stylesFor(io, 'stderr')
  return `page  ${url}${hasKey ? dim('  press o to open it') : ''}`
}
