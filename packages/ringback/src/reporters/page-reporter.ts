import { resolve } from 'node:path'
import type { AppRequestOptions } from '../commands/inspect/act-options.ts'
import type { Io } from '../shell/io.ts'
import type { Ui } from '../ui/start-ui.ts'
import type { PageSettings } from '../ui/ui-messages.ts'
import { wantsUi, type UiOptions } from '../ui/ui-options.ts'
import type { Reporter } from './reporter.ts'

/** The page of a run. */
export interface ShownReport {
  readonly settings: PageSettings
  /** What the page shows of the events so far; without it, the run is shown when it is over. */
  readonly soFar?: ((events: readonly unknown[]) => unknown) | undefined
}

/** The options of a command that judges and has a page. */
interface ShownOptions extends UiOptions, Omit<AppRequestOptions, 'app'> {
  readonly config?: string | undefined
  readonly authToken?: string | undefined
  /** The folder of findings. */
  readonly findings?: string | undefined
}

/** The page that the options ask for. `app`: an address that findings may be sent to again; else nothing is sent. */
export function shownReport(
  options: ShownOptions,
  app: unknown,
  { cwd }: Io,
  soFar?: ShownReport['soFar'],
): ShownReport | undefined {
  if (!wantsUi(options)) return undefined
  const { config, uiPort: port = 0, findings, publicUrl, timeout, allowRemote, authToken } = options
  const request = typeof app === 'string' ? { app, publicUrl, timeout, allowRemote, authToken } : undefined
  const folder = findings === undefined ? undefined : resolve(cwd, findings)
  return { settings: { directory: null, port, config, request, findings: folder }, soFar }
}

/** The page is told at most so often: it draws the whole report anew. */
const tellEveryMs = 500

/** Shows a run on a page while it goes on. */
export function pageReporter(ui: Ui, title: string, { soFar }: ShownReport): Reporter {
  const events: unknown[] = []
  let toldAt = 0
  return {
    take({ event }) {
      if (event === undefined || soFar === undefined) return
      events.push(event)
      if (performance.now() - toldAt < tellEveryMs) return
      toldAt = performance.now()
      ui.show({ name: title, document: soFar(events) })
    },
    end: ({ document }) => ui.show({ name: title, document }),
  }
}
