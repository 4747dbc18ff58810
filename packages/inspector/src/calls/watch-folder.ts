import { watch } from 'node:fs'

/** Changes that follow each other within this time are one. */
const settleMs = 250
/** How often the folder is looked at where the file system reports no changes. */
const pollMs = 2000

/** Calls back after files of a folder have changed, until the signal aborts. */
export function watchFolder(directory: string, signal: AbortSignal, onChange: () => void): void {
  let pending: NodeJS.Timeout | undefined
  const soon = (): void => {
    pending ??= setTimeout(() => {
      pending = undefined
      onChange()
    }, settleMs)
  }
  let poll: NodeJS.Timeout | undefined
  const startPolling = (): void => {
    if (!signal.aborted) poll ??= setInterval(onChange, pollMs)
  }
  signal.addEventListener('abort', () => {
    clearTimeout(pending)
    clearInterval(poll)
  })
  try {
    watch(directory, { signal }, soon).on('error', startPolling)
  } catch {
    startPolling()
  }
}
