import type { FoundCommand } from '../../shell/find-command.ts'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import type { OptionRow, OptionRows } from '../../shell/option-row.ts'
import { commonOptions } from '../../shell/parse-options.ts'
import { shellWords } from './shell-words.ts'
import type { Offer } from './offer.ts'
import { offered, type Offers } from './offers.ts'

type FindCommand = (words: readonly string[]) => FoundCommand

/**
 * `ringback __complete <shell> ...`, which the scripts of `ringback completion` ask. bash gives the line up to the cursor and
 * the part of the last word that it completes; the others give the words. `find`: the command that words name. Prints what
 * the shell may offer beside the values, and a line for each value. Whatever a user has typed so far, it is no error.
 */
export async function complete(
  [shell, ...given]: readonly string[],
  find: FindCommand,
  io: Io,
): Promise<ExitCode> {
  const [line = '', part = ''] = given
  const words = shell === 'bash' ? shellWords(line).slice(1) : given
  const current = words.at(-1) ?? ''
  const { kind, offers } = await offersFor(words.slice(0, -1), current, find, io)
  // What bash has split off stays as it is.
  const head = shell === 'bash' && current.endsWith(part) ? current.length - part.length : 0
  const lines = offers
    .filter(({ value }) => value.startsWith(current))
    .map(({ value, describe }) => `${value.slice(head)}\t${describe.replaceAll(/\s+/g, ' ')}`)
  io.stdout.write(`${[kind, ...lines].join('\n')}\n`)
  return exitCode.good
}

async function offersFor(
  before: readonly string[],
  current: string,
  find: FindCommand,
  io: Io,
): Promise<Offers> {
  const found = foundIn(before[0] === 'help' ? before.slice(1) : before, find)
  if (found === undefined) return none
  const command = await found.entry?.load?.()
  const rows = { ...command?.options, ...commonOptions }
  const state = stateOf(found.rest, rows)
  const context = { words: found.rest, io }
  if (state.open !== undefined) return offered(state.open.name, state.open.row, '', context)
  const inline = /^--([^=]+)=/.exec(current)
  if (inline !== null && !state.onlyPositionals) {
    const [head, name = ''] = inline
    const row = rows[name]
    return row === undefined || row.type === 'boolean' ? none : offered(name, row, head, context)
  }
  if (current.startsWith('-') && !state.onlyPositionals) {
    return { kind: 'none', offers: optionOffers(rows, state.given) }
  }
  const subcommands = state.positionals === 0 ? commandOffers(found) : []
  const values = await positionalOffers(command?.positionals ?? {}, state.positionals, context)
  return { kind: values.kind, offers: [...subcommands, ...values.offers] }
}

const none: Offers = { kind: 'none', offers: [] }

function foundIn(words: readonly string[], find: FindCommand): FoundCommand | undefined {
  try {
    return find(words)
  } catch {
    return undefined
  }
}

/** What the words before the cursor mean. */
interface State {
  /** The option whose value comes next. */
  readonly open: { readonly name: string; readonly row: OptionRow } | undefined
  readonly given: ReadonlySet<string>
  /** How many positional arguments there are already. */
  readonly positionals: number
  /** After `--`. */
  readonly onlyPositionals: boolean
}

function stateOf(words: readonly string[], rows: OptionRows): State {
  const given = new Set<string>()
  let open: State['open']
  let positionals = 0
  for (const [index, word] of words.entries()) {
    if (open !== undefined) open = undefined
    else if (word === '--') {
      return { open, given, positionals: positionals + words.length - index - 1, onlyPositionals: true }
    } else if (!word.startsWith('-') || word === '-') positionals += 1
    else {
      const [, written = '', value] = /^--?([^=]*)(=?)/.exec(word) ?? []
      const name = optionNamed(written, rows)
      const row = name === undefined ? undefined : rows[name]
      if (name === undefined || row === undefined) continue
      given.add(name)
      if (row.type !== 'boolean' && value === '') open = { name, row }
    }
  }
  return { open, given, positionals, onlyPositionals: false }
}

function optionNamed(written: string, rows: OptionRows): string | undefined {
  if (Object.hasOwn(rows, written)) return written
  const positive = written.replace(/^no-/, '')
  if (Object.hasOwn(rows, positive)) return positive
  return Object.entries(rows).find(([, { alias }]) => alias === written)?.[0]
}

function optionOffers(rows: OptionRows, given: ReadonlySet<string>): readonly Offer[] {
  return Object.entries(rows)
    .filter(([name, row]) => row.repeat === true || !given.has(name))
    .map(([name, row]) => ({
      value: `--${row.type === 'boolean' && (row.default === true || row.negated === true) ? 'no-' : ''}${name}`,
      describe: row.describe,
    }))
}

function commandOffers({ names, subcommands }: FoundCommand): readonly Offer[] {
  return names.map((value, index) => ({ value, describe: subcommands[index]?.describe ?? '' }))
}

/** The app may be left out where a call or a finding follows. */
async function positionalOffers(
  rows: OptionRows,
  at: number,
  context: Parameters<typeof offered>[3],
): Promise<Offers> {
  const entries = Object.entries(rows)
  const [name, row] = entries[at] ?? entries.findLast(([, { repeat }]) => repeat === true) ?? []
  if (name === undefined || row === undefined) return none
  const own = await offered(name, row, '', context)
  const next = name === 'app' ? entries[at + 1] : undefined
  if (next === undefined) return own
  const { offers } = await offered(next[0], next[1], '', context)
  return { kind: own.kind, offers: [...own.offers, ...offers] }
}
