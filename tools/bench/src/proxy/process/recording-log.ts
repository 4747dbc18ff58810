import { closeSync, openSync, readSync } from 'node:fs'

/** What `ringback record` has printed of its exchanges. */
export interface RecordingCounts {
  /** Answered, and sealed on disk. */
  readonly kept: number
  /** Redacted and recorded. */
  readonly recorded: number
}

/** Counts the lines that `ringback record` prints to a file; each call reads what has been added since the last. */
export function followRecordingLog(path: string): () => RecordingCounts {
  let kept = 0
  let recorded = 0
  let position = 0
  let rest = ''
  const chunk = Buffer.alloc(1024 * 1024)
  return () => {
    const file = openSync(path, 'r')
    for (;;) {
      const length = readSync(file, chunk, 0, chunk.length, position)
      if (length === 0) break
      position += length
      const lines = (rest + chunk.toString('latin1', 0, length)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line.startsWith('          recorded  ')) recorded += 1
        else if (/^\d\d:\d\d:\d\d  /.test(line)) kept += 1
      }
    }
    closeSync(file)
    return { kept, recorded }
  }
}
