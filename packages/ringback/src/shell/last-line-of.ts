import type { ChildProcess } from 'node:child_process'

const keptOutput = 2000

/** Reads what a process prints to stderr, and keeps the end of it: the function gives its last line. */
export function lastLineOf({ stderr }: ChildProcess): () => string {
  let text = ''
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = `${text}${chunk}`.slice(-keptOutput)
  })
  return () => text.trim().split('\n').at(-1) ?? ''
}
