import { readdirSync } from 'node:fs'
import { setPriority } from 'node:os'
import process from 'node:process'
import { messageOf, RingbackError } from '@ringback/common'
import type { Io } from '../shell/io.ts'
import { openPage } from './open-page.ts'
import type { PageNews, PageOrder, PageSettings } from './ui-messages.ts'

// The process of a page beside a command. Started by `start-ui.ts` alone; it ends with the process that has started it.

/** Lower than what answers calls, and still served on a machine that is fully loaded. */
const lowPriority = 10
/** How long the page may take to close. */
const exitMs = 1500

let closePage: () => Promise<void> = async () => undefined

// A terminal sends Ctrl-C to all processes of a command. The command ends this one when it has ended what it does.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
process.once('disconnect', () => {
  setTimeout(() => process.exit(), exitMs)
  // Its thread ends by itself: ended from outside while it starts, Node may crash.
  void closePage().finally(() => process.exit())
})
process.once('message', (settings: PageSettings) => {
  void start(settings)
})

/** The world of this process, which talks to nobody but the one that has started it. */
const noTerminal: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  isTerminal: { stdin: false, stdout: false, stderr: false },
  columns: undefined,
  onSignal: () => () => undefined,
}

async function start(settings: PageSettings): Promise<void> {
  try {
    const { url, showReport, close } = await openPage(settings, noTerminal)
    closePage = close
    lowerPriority()
    process.on('message', ({ report }: PageOrder) => showReport(report))
    tell({ type: 'listening', url })
  } catch (error) {
    const { code, remedy } =
      error instanceof RingbackError ? error : { code: 'page-failed', remedy: undefined }
    tell({ type: 'failed', code, message: messageOf(error), remedy })
  }
}

function tell(news: PageNews): void {
  process.send?.(news)
}

/** Lets calls go first where there are too few processors. Linux has a priority for each thread. */
function lowerPriority(): void {
  try {
    for (const thread of threads()) setPriority(thread, lowPriority)
  } catch {
    // Not allowed: the processes then share as the system likes.
  }
}

function threads(): readonly number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [process.pid]
  }
}
