import { readFileSync } from 'node:fs'
import process from 'node:process'
import type { Io } from '../shell/io.ts'
import { openInBrowser } from './open-in-browser.ts'

const controlC = '\u0003'

/** Whether keys can be read: on a terminal whose foreground is this command. */
export function hasKeys({ isTerminal }: Io): boolean {
  return isTerminal.stdin && !isInBackground()
}

/** Opens the page at the key o. The function that comes back gives the terminal back. */
export function openAtKey(url: string, io: Io): () => void {
  if (!hasKeys(io)) return () => undefined
  const terminal = io.stdin as typeof io.stdin & { setRawMode?: (raw: boolean) => void } // Only a terminal has modes.
  const listener = (chunk: Buffer): void => {
    const keys = chunk.toString()
    // In this mode the terminal sends no signal itself.
    if (keys.includes(controlC)) process.kill(process.pid, 'SIGINT')
    else if (keys === 'o') {
      openInBrowser(url, io, (reason) => {
        io.stderr.write(`No browser was opened: ${reason}. Open the address yourself: ${url}\n`)
      })
    }
  }
  terminal.setRawMode?.(true)
  io.stdin.on('data', listener)
  io.stdin.resume()
  return () => {
    io.stdin.off('data', listener)
    terminal.setRawMode?.(false)
    io.stdin.pause()
  }
}

/** The system stops a process in the background that changes the mode of its terminal. Linux says where it is. */
function isInBackground(): boolean {
  try {
    // Behind the name, which may hold anything: state, parent, process group, session, terminal, its foreground group.
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const [, , group, , terminal, foreground] = fields
    return terminal !== '0' && group !== foreground
  } catch {
    return false
  }
}
