import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RingbackError } from '@ringback/common'
import { howItEnded } from '../shell/how-it-ended.ts'
import type { Io } from '../shell/io.ts'
import { lastLineOf } from '../shell/last-line-of.ts'
import type { NamedReport } from '@ringback/inspector'
import type { PageNews, PageOrder, PageSettings } from './ui-messages.ts'

/** A page in a process of its own, so that reading recordings delays no call. */
export interface Ui {
  /** The address with its token. */
  readonly url: string
  /** Shows a report in place of the one of its kind. */
  readonly show: (report: NamedReport) => void
  /** Resolves to how the process ended, when it did so before it was told to. */
  readonly died: Promise<string>
  readonly close: () => Promise<void>
}

/** How long the process may take to end by itself. */
const closeMs = 2000

/** Starts the page. @throws {RingbackError} when it cannot start. */
export async function startUi(settings: PageSettings, { env, cwd }: Io): Promise<Ui> {
  // The sibling of this file: TypeScript in the sources, JavaScript when built.
  const extension = extname(import.meta.url)
  const child = fork(fileURLToPath(new URL(`ui-process${extension}`, import.meta.url)), [], {
    cwd,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: extension === '.ts' ? ['--conditions=ringback:source'] : [],
  })
  const lastLine = lastLineOf(child)
  const ended = once(child, 'exit').then(([code, signal]) =>
    // What the event brings.
    [howItEnded(code as number | null, signal as NodeJS.Signals | null), lastLine()]
      .filter((text) => text !== '')
      .join(': '),
  )
  let isClosed = false
  const died = new Promise<string>((resolve) => {
    void ended.then((how) => {
      if (!isClosed) resolve(how)
    })
  })
  const close = async (): Promise<void> => {
    isClosed = true
    // It ends when nobody listens to it any more.
    if (child.connected) child.disconnect()
    const timer = setTimeout(() => child.kill('SIGKILL'), closeMs)
    await ended
    clearTimeout(timer)
  }
  const show = (report: NamedReport): void => {
    const order: PageOrder = { type: 'report', report }
    // A process that is gone is told of elsewhere.
    if (child.connected) child.send(order, () => undefined)
  }
  child.send(settings, () => undefined)
  try {
    return { url: await listening(child, died, settings), show, died, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function listening(
  child: ChildProcess,
  died: Promise<string>,
  { port }: PageSettings,
): Promise<string> {
  const news = await Promise.race([
    once(child, 'message').then(([message]) => message as PageNews), // `ui-process.ts` sends nothing else.
    died.then((how): PageNews => ({ type: 'failed', code: 'page-failed', message: how, remedy: undefined })),
  ])
  if (news.type === 'listening') return news.url
  const { code, message } = news
  const remedy = code === 'port-in-use' ? `Stop it, or pass another port: --ui-port ${port + 1}` : news.remedy
  throw new RingbackError(code, code === 'page-failed' ? `The page did not start: ${message}` : message, {
    ...(remedy !== undefined && { remedy }),
  })
}
