import type { ProxyEvent } from '@ringback/proxy'
import type { Exchange } from '@ringback/recording'
import type { WholeExchanges } from '@ringback/redaction/node'
import { messageOf, printable } from '@ringback/common'
import { table } from '../../format/table.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { openInBrowser } from '../../ui/open-in-browser.ts'
import { exchangeLines } from './exchange-lines.ts'
import { keyHelp, readKeys, readsKeys } from './read-keys.ts'
import type { RecordingPage } from './recording-page.ts'
import { replayExchange } from './replay-last.ts'
import type { RecordSettings } from './settings.ts'

/** What a person at the keyboard can do while calls are recorded. */
export interface Live {
  /** Begins to read keys, and says so. */
  readonly start: (write: (line: string) => void) => void
  readonly see: (event: ProxyEvent) => void
  /** Gives the terminal back. */
  readonly close: () => void
}

interface LiveOptions {
  readonly settings: RecordSettings
  readonly page: RecordingPage
  /** Is called at the keys that stop, each time. */
  readonly stop: () => void
}

/** Of which exchanges the recorder has to tell the whole: a person may ask for the last one. */
export function wholeExchangesFor(verbose: boolean, io: Io): WholeExchanges {
  if (verbose) return 'all'
  return readsKeys(io) ? 'last' : 'none'
}

/** The keys of a recording run. Where there is no terminal it does nothing. */
export function createLive({ settings, page, stop }: LiveOptions, io: Io): Live {
  const styles = stylesFor(io, 'stderr')
  const closed = new AbortController()
  let last: Exchange | undefined
  const apps = createAppMemory(settings)
  let isReplaying = false
  let stopKeys = (): void => undefined

  async function replayLast(write: (line: string) => void): Promise<void> {
    if (last === undefined) return write(nothingYet)
    if (isReplaying) return write('  Still sending. Wait for the result.')
    isReplaying = true
    write(styles.dim(`  Sending ${last.kind ?? 'the exchange'} ${last.id} again ...`))
    try {
      await replayExchange(last, { ...settings, app: apps.of(last) }, { write, signal: closed.signal }, io)
    } catch (error) {
      write(styles.red(`  ${printable(messageOf(error))}`))
    }
    isReplaying = false
  }

  return {
    start(write) {
      stopKeys = readKeys(
        {
          showLast: () => (last === undefined ? [nothingYet] : exchangeLines(last, styles)).forEach(write),
          replayLast: () => void replayLast(write),
          openPage: () => openPage(page, write, io),
          help: () => write(table(keyHelp.map(([key, text]) => ['  ', key, text]))),
          stop,
        },
        io,
      )
      if (readsKeys(io)) write(styles.dim('  Press h for the keys, q to stop.'))
    },
    see(event) {
      apps.see(event)
      if (event.type === 'recorded' && event.exchange !== undefined) last = event.exchange
    },
    close() {
      stopKeys()
      closed.abort()
    },
  }
}

/** Knows which app an exchange went to. */
interface AppMemory {
  readonly see: (event: ProxyEvent) => void
  readonly of: (exchange: Exchange) => string
}

/** So many exchanges may be kept and not recorded yet for their app to be known. */
const mostApps = 1000

/** Where everything goes to one app there is nothing to remember. */
function createAppMemory({ app, targets }: RecordSettings): AppMemory {
  const apps = new Map<string, string>()
  return {
    see(event) {
      if (targets.length === 0 || event.type !== 'kept') return
      apps.set(event.id, event.upstream)
      const [oldest] = apps.keys()
      if (apps.size > mostApps && oldest !== undefined) apps.delete(oldest)
    },
    of: ({ id }) => apps.get(id) ?? app,
  }
}

const nothingYet = '  No exchange is recorded yet.'

function openPage({ url }: RecordingPage, write: (line: string) => void, io: Io): void {
  const address = url()
  if (address === undefined) return write('  There is no page to open.')
  openInBrowser(address, io, (reason) =>
    write(`No browser was opened: ${reason}. Open the address yourself: ${address}`),
  )
}
