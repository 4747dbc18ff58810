import { printable, RingbackError } from '@ringback/common'
import { createInterface } from 'node:readline'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'

/** Asks a person at the terminal. Every question throws a `RingbackError` when it is left by Ctrl-C or Ctrl-D. */
export interface Questions {
  /** A text; enter alone takes `initial`. `problemOf` says what is wrong with an answer, and the question is asked again. */
  readonly text: (
    question: string,
    initial: string,
    problemOf?: (answer: string) => string | undefined,
  ) => Promise<string>
  readonly confirm: (question: string, initial: boolean) => Promise<boolean>
  /** Gives the terminal back. */
  readonly close: () => void
}

/** Opens the terminal for questions, which are printed to stderr. */
export function openQuestions(io: Io): Questions {
  const { bold, dim } = stylesFor(io, 'stderr')
  const lines = readLines(io)
  const ask = async (question: string, hint: string): Promise<string> => {
    io.stderr.write(`${bold(printable(question))} ${dim(`(${printable(hint)})`)} `)
    const line = await lines.next()
    if (line === undefined) {
      io.stderr.write('\n')
      throw new RingbackError('stopped', 'Stopped. Nothing was written.')
    }
    return line.trim()
  }
  return {
    async text(question, initial, problemOf = () => undefined) {
      for (;;) {
        const answer = (await ask(question, initial)) || initial
        const problem = problemOf(answer)
        if (problem === undefined) return answer
        io.stderr.write(`${printable(problem)}\n`)
      }
    },
    async confirm(question, initial) {
      for (;;) {
        const answer = (await ask(question, initial ? 'Y/n' : 'y/N')).toLowerCase()
        if (answer === '') return initial
        if (answer === 'y' || answer === 'yes') return true
        if (answer === 'n' || answer === 'no') return false
        io.stderr.write('Answer y or n.\n')
      }
    },
    close: lines.close,
  }
}

/** Lines as they are typed, also those that are typed before they are asked for; undefined when there will be no more. */
function readLines(io: Io): { readonly next: () => Promise<string | undefined>; readonly close: () => void } {
  const isTerminal = 'isTTY' in io.stdin && io.stdin.isTTY === true
  const reader = createInterface({
    input: io.stdin,
    ...(isTerminal && { output: io.stderr }),
    terminal: isTerminal,
  })
  const typed: string[] = []
  const state = { isClosed: false }
  let wake = (): void => undefined
  reader.on('line', (line) => {
    typed.push(line)
    wake()
  })
  reader.on('SIGINT', () => reader.close())
  reader.on('close', () => {
    state.isClosed = true
    wake()
  })
  return {
    async next() {
      while (typed.length === 0 && !state.isClosed) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return typed.shift()
    },
    close: () => reader.close(),
  }
}
