import { RingbackError } from '@ringback/common'
import yargs, { type Argv } from 'yargs'
import { commands } from '../commands/index.ts'
import { hasReportedDamage } from '../recordings/damage.ts'
import { version } from '../version.ts'
import type { InstalledCommand } from './command.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { stylesFor } from './styles.ts'
import { UserError } from './user-error.ts'

/**
 * Runs one command line. Never throws and never exits the process: a user's mistake is printed and gives
 * `couldNotRun`, and so does a bug, with its stack trace.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCode.good
  const wanted = await commandsFor(argv)
  const parser = wanted.reduce<Argv>(
    (installed, install) => install(installed, io, (result) => (code = result)),
    base(io),
  )
  try {
    await parser.parseAsync([...argv], {}, (error: unknown, _options: unknown, output: string) => {
      if (error === null || error === undefined) io.stdout.write(output === '' ? '' : `${output}\n`)
    })
    return hasReportedDamage(io) ? exitCode.couldNotRun : code
  } catch (error) {
    report(error, io)
    return exitCode.couldNotRun
  }
}

/** The command asked for; all of them for the help page and for a word that names none. */
async function commandsFor(argv: readonly string[]): Promise<readonly InstalledCommand[]> {
  const word = argv.find((argument) => !argument.startsWith('-'))
  if (word === undefined && argv.includes('--version')) return []
  const named = commands.filter(({ name }) => name === word)
  return Promise.all((named.length > 0 ? named : commands).map(({ load }) => load()))
}

function base(io: Io): Argv {
  const width = 'columns' in io.stdout ? Number(io.stdout.columns) : 100
  return yargs([], io.cwd)
    .scriptName('ringback')
    .usage('$0 <command>\n\nA virtual Twilio for your voice app: record, replay, generate, call and verify.')
    .option('config', { type: 'string', describe: 'Configuration file (ringback.config.ts)', global: true })
    .demandCommand(1, 'Say which command to run.')
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .alias({ h: 'help' })
    .wrap(Math.min(110, width))
    .exitProcess(false)
    .fail((message: string | null, error: unknown) => {
      throw error ?? new UserError(message ?? 'Wrong options.', 'See `ringback --help`.')
    })
}

function report(error: unknown, io: Io): void {
  const { red, dim } = stylesFor(io, 'stderr')
  if (error instanceof UserError || error instanceof RingbackError) {
    io.stderr.write(`${red('error')} ${error.message}\n`)
    if (error.remedy !== undefined) io.stderr.write(`  ${error.remedy}\n`)
    return
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  io.stderr.write(`${red('error')} ringback failed, and the fault is its own:\n${dim(detail)}\n`)
  io.stderr.write('  Please report it with the lines above.\n')
}
