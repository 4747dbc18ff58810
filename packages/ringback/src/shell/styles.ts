import { styleText } from 'node:util'
import type { Io } from './io.ts'

type Style = (text: string) => string

const names = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan', 'magenta'] as const

/** Text styles for one stream: real ones on a terminal, none with NO_COLOR or in a pipe. */
export type Styles = Readonly<Record<(typeof names)[number], Style>>

export function stylesFor(io: Pick<Io, 'env' | 'isTerminal'>, stream: 'stdout' | 'stderr'): Styles {
  const forced = io.env.FORCE_COLOR !== undefined && io.env.FORCE_COLOR !== '0'
  const wanted = (io.isTerminal[stream] || forced) && !io.env.NO_COLOR && io.env.TERM !== 'dumb'
  const style = (name: (typeof names)[number]): Style =>
    wanted ? (text) => styleText(name, text, { validateStream: false }) : (text) => text
  return Object.fromEntries(names.map((name) => [name, style(name)])) as Styles
}
