import { messageOf, printable } from '@ringback/common'
import { hasKeys, openAtKey } from '../../ui/page-keys.ts'
import { startUi, type Ui } from '../../ui/start-ui.ts'
import type { PageSettings } from '../../ui/ui-messages.ts'
import { addressLine } from '../../ui/with-ui.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'

/** The page beside a recording run. It delays no call, and when it ends the recording goes on. */
export interface RecordingPage {
  /** Writes where the page is as soon as it is there, and why it is not there any more. */
  readonly announce: (write: (line: string) => void) => void
  readonly close: () => Promise<void>
}

const noPage: RecordingPage = { announce: () => undefined, close: async () => undefined }

/** Whether there is a page: `--ui` or a port asks for it, `--no-ui` does without, and on a terminal there is one. */
interface Wanted {
  readonly ui: boolean | undefined
  readonly uiPort: number | undefined
}

/** Starts the page. A page that was asked for has to start; one that comes by default is reported when it does not. */
export async function startRecordingPage(
  { ui, uiPort }: Wanted,
  settings: Omit<PageSettings, 'port'>,
  io: Io,
): Promise<RecordingPage> {
  const isAskedFor = ui ?? uiPort !== undefined
  if (ui === false || (!isAskedFor && !io.isTerminal.stderr)) return noPage
  const starting = startUi({ ...settings, port: uiPort ?? 0 }, io)
  if (isAskedFor) await starting
  return pageOf(starting, io)
}

function pageOf(starting: Promise<Ui>, io: Io): RecordingPage {
  const { yellow } = stylesFor(io, 'stderr')
  let isClosed = false
  let stopKeys = (): void => undefined
  const show = (ui: Ui, write: (line: string) => void): void => {
    if (isClosed) return
    write(`  ${addressLine(ui.url, io, hasKeys(io))}`)
    stopKeys = openAtKey(ui.url, io)
    void ui.died.then((how) => {
      stopKeys()
      write(yellow(`  The page ended: ${printable(how)}. Recording continues without it.`))
    })
  }
  return {
    announce(write) {
      starting.then(
        (ui) => show(ui, write),
        (error: unknown) => write(yellow(`  ${printable(messageOf(error))} Recording continues without it.`)),
      )
    },
    async close() {
      isClosed = true
      stopKeys()
      // One that has not started is gone already.
      const ui = await starting.catch(() => undefined)
      await ui?.close()
    },
  }
}
