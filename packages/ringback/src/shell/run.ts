import { RingbackError } from '@ringback/common'
import { commands } from '../commands/index.ts'
import { configFile } from '../config/config-file.ts'
import { hasReportedDamage } from '../recordings/damage.ts'
import { version } from '../version.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import { findCommand, type FoundCommand } from './find-command.ts'
import type { Io } from './io.ts'
import type { Command } from './command.ts'
import { nameOf, type CommandEntry } from './command-entry.ts'
import { parseOptions, type ParsedOptions } from './parse-options.ts'
import { withVariables } from './environment/with-variables.ts'
import { printError } from './print-error.ts'

/** Lines of the help are at most this long, on the widest terminal. */
const widestHelp = 100

/**
 * Runs one command line. Never throws and never exits the process: a user's mistake is printed and gives
 * `couldNotRun`, and so does a bug, with its stack trace.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    if (argv[0] === '__complete') {
      const { complete } = await import('../commands/completion/complete.ts')
      return await complete(argv.slice(1), (words) => findCommand(words, commands), io)
    }
    // `ringback help fuzz replay` is what other tools understand.
    if (argv[0] === 'help') return await run([...argv.slice(1), '--help'], io)
    const code = await runFound(findCommand(argv, commands), io)
    return hasReportedDamage(io) ? exitCode.couldNotRun : code
  } catch (error) {
    printError(error, io)
    return exitCode.couldNotRun
  }
}

async function runFound(found: FoundCommand, io: Io): Promise<ExitCode> {
  const { words, entry, rest, subcommands } = found
  const end = rest.indexOf('--')
  const options = end < 0 ? rest : rest.slice(0, end)
  if (options.includes('--version')) return printed(version, io)
  const wantsHelp = options.includes('--help') || options.includes('-h')
  if (entry === undefined) return runBare(rest, wantsHelp, io)
  const command = await entry.load?.()
  if (wantsHelp) return printed(await helpOf({ words, entry }, command, io), io)
  if (command === undefined) {
    io.stderr.write(`${await helpOf({ words, entry }, undefined, io)}\n\n`)
    const missing = subcommands.map(nameOf).join(', ')
    throw new RingbackError('missing-subcommand', `Missing subcommand: ${missing}`)
  }
  const parsed = parseOptions(rest, command, io.env)
  if (parsed.problems.length > 0) {
    throw new RingbackError('bad-options', parsed.problems.join('\n'), {
      remedy: `See: ${['ringback', ...words, '--help'].join(' ')}`,
    })
  }
  try {
    return await runWith(parsed, { argv: [...words, ...rest], command }, io)
  } catch (error) {
    throw withVariables(error, parsed.fromEnvironment)
  }
}

async function runWith(
  { values, fromEnvironment }: ParsedOptions,
  { argv, command }: { readonly argv: readonly string[]; readonly command: Command },
  io: Io,
): Promise<ExitCode> {
  // Also for commands that read nothing of the configuration.
  if (typeof values['config'] === 'string') configFile(io.cwd, values['config'])
  const { watch, watchPath } = values
  if (watch === true || watchPath !== undefined) {
    const { watchCommand } = await import('../watch/watch-command.ts')
    return watchCommand(argv, values, io)
  }
  const given = { ...values, ...(await foundPublicUrl(values, command, io)), fromEnvironment }
  // parseOptions has checked the values against the rows that `run` was typed by.
  return command.run(given as never, io)
}

/** The URL that `--public-url auto` means. A command that can open a tunnel finds it itself: its own port counts there. */
async function foundPublicUrl(
  values: ParsedOptions['values'],
  { options, positionals }: Command,
  io: Io,
): Promise<{ readonly publicUrl?: string }> {
  if (values['publicUrl'] !== 'auto' || options['tunnel'] !== undefined) return {}
  const { publicUrlOfApp } = await import('../tunnel/public-url-of-app.ts')
  const named = Object.keys(positionals).map((name) => values[name])
  const { config, app, providerBaseUrl } = values
  const given = {
    app: named.length > 1 ? undefined : (app ?? providerBaseUrl),
    words: named,
    ...(typeof config === 'string' && { config }),
  }
  return { publicUrl: await publicUrlOfApp(given, io) }
}

/** The help is loaded where it is shown: it measures the width of text, which takes a library. */
async function helpOf(
  named: { readonly words: readonly string[]; readonly entry: CommandEntry },
  command: Command | undefined,
  io: Io,
): Promise<string> {
  const [{ commandHelp }, { notesOn }] = await Promise.all([
    import('./help.ts'),
    import('../commands/help-notes.ts'),
  ])
  return commandHelp({ ...named, notes: notesOn(named.words) }, command, columnsOfHelp(io))
}

function columnsOfHelp({ columns = widestHelp }: Io): number {
  return Math.min(widestHelp, columns)
}

async function runBare(rest: readonly string[], wantsHelp: boolean, io: Io): Promise<ExitCode> {
  const { problems } = parseOptions(rest, noCommand, io.env)
  if (problems.length > 0 && !wantsHelp) {
    throw new RingbackError('bad-options', problems.join('\n'), {
      remedy: 'Options follow the command: ringback <command> --option. See: ringback --help',
    })
  }
  const { topHelp } = await import('./help.ts')
  return printed(topHelp(commands, columnsOfHelp(io)), io)
}

const noCommand = {
  positionals: {},
  options: {},
  examples: [],
  sections: [],
  run: () => Promise.resolve(exitCode.good),
}

function printed(text: string, io: Io): ExitCode {
  io.stdout.write(`${text}\n`)
  return exitCode.good
}
