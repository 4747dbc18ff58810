import type { FuzzEvent } from '@ringback/fuzz'
import type { Io } from '../../shell/io.ts'

/** One line on the terminal that says how far a run is; nothing where nobody watches. */
export function createProgress(io: Io): {
  readonly show: (event: FuzzEvent) => void
  readonly clear: () => void
} {
  let phase = ''
  const write = (text: string): void => {
    if (io.isTerminal.stderr) io.stderr.write(`\r\u001b[2K${text}`)
  }
  return {
    show(event) {
      if (event.type === 'phase') ({ phase } = event)
      if (event.type === 'phase') write(phase)
      if (event.type === 'progress') write(`${phase}: ${event.requests} requests, ${event.findings} findings`)
    },
    clear: () => write(''),
  }
}
