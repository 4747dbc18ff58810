import { RingbackError, nearest } from '@ringback/common'
import { nameOf, type CommandEntry } from './command-entry.ts'

/** The command that a command line names. */
export interface FoundCommand {
  /** The words that lead to it; none for `ringback` itself. */
  readonly words: readonly string[]
  /** Undefined for `ringback` itself. */
  readonly entry: CommandEntry | undefined
  /** The commands below it. */
  readonly subcommands: readonly CommandEntry[]
  /** Their names, in the same order. */
  readonly names: readonly string[]
  /** What follows, and the options that stood before it. */
  readonly rest: readonly string[]
}

/** Options of every command that take the next word as their value. */
const withValue: ReadonlySet<string> = new Set(['--config'])

/** Follows the words of a command line. Throws a `RingbackError` for a word that names no command. */
export function findCommand(argv: readonly string[], commands: readonly CommandEntry[]): FoundCommand {
  let found: FoundCommand = {
    words: [],
    entry: undefined,
    subcommands: commands,
    names: commands.map(nameOf),
    rest: argv,
  }
  for (;;) {
    const at = nextWord(found.rest)
    const word = at === undefined ? undefined : found.rest[at]
    if (word === undefined || found.subcommands.length === 0) return found
    const entry = found.subcommands[found.names.indexOf(word)]
    if (entry === undefined) {
      if (found.entry?.load !== undefined) return found
      throw unknownCommand(word, found)
    }
    const subcommands = entry.subcommands ?? []
    found = {
      words: [...found.words, word],
      entry,
      subcommands,
      names: subcommands.map(nameOf),
      rest: found.rest.filter((_argument, index) => index !== at),
    }
  }
}

/** Where the next word stands that is neither an option nor the value of one. */
function nextWord(argv: readonly string[]): number | undefined {
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? ''
    if (argument === '--') return undefined
    if (withValue.has(argument)) index += 1
    else if (!argument.startsWith('-')) return index
    // What follows an option of a command may be its value, so commands are named before their options.
    else if (!/^(?:-h|--help|--version|--config=.*)$/s.test(argument)) return undefined
  }
  return undefined
}

function unknownCommand(word: string, { words, names }: FoundCommand): RingbackError {
  const meant = nearest(word, names)
  const name = [...words, word].join(' ')
  return new RingbackError(
    'unknown-command',
    `Unknown command ${name}.${meant === undefined ? '' : ` Did you mean ${[...words, meant].join(' ')}?`}`,
    { remedy: `See: ${['ringback', ...words, '--help'].join(' ')}` },
  )
}
