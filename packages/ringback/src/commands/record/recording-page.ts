import { messageOf, printable } from '@ringback/common'
import { startUi, type Ui } from '../../ui/start-ui.ts'
import type { PageSettings } from '../../ui/ui-messages.ts'
import { addressLine } from '../../ui/with-ui.ts'
import { readsKeys } from './read-keys.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'

/** The page beside a recording run. It delays no call, and when it ends the recording goes on. */
export interface RecordingPage {
  /** Where it is; undefined before it has started, and when it is gone. */
  readonly url: () => string | undefined
  /** Writes where the page is as soon as it is there, and why it is not there any more. */
  readonly announce: (write: (line: string) => void) => void
  readonly close: () => Promise<void>
}

const noPage: RecordingPage = {
  url: () => undefined,
  announce: () => undefined,
  close: async () => undefined,
}

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
  let url: string | undefined
  const show = (ui: Ui, write: (line: string) => void): void => {
    if (isClosed) return
    ;({ url } = ui)
    write(`  ${addressLine(url, io, readsKeys(io))}`)
    void ui.died.then((how) => {
      url = undefined
      write(yellow(`  The page ended: ${printable(how)}. Recording continues without it.`))
    })
  }
  return {
    url: () => url,
    announce(write) {
      starting.then(
        (ui) => show(ui, write),
        (error: unknown) => write(yellow(`  ${printable(messageOf(error))} Recording continues without it.`)),
      )
    },
    async close() {
      isClosed = true
      // One that has not started is gone already.
      const ui = await starting.catch(() => undefined)
      await ui?.close()
    },
  }
}
