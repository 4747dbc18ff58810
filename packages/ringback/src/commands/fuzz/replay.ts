import { RingbackError, printableJson, visible } from '@ringback/common'
import { replayFinding } from '@ringback/fuzz'
import { resolve } from 'node:path'
import { appAndName } from '../../app/app-and-name.ts'
import { appTarget } from '../../app/app-target.ts'
import { authTokenFor } from '../../app/auth-token.ts'
import { loadConfig } from '../../config/load-config.ts'
import { calledAppArgument, formatOption, functionsOption, requestOptions } from '../../options/shared.ts'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'
import { findingsFolder, type FiledFinding } from './findings-folder.ts'
import { fuzzOptions } from './options.ts'
import { reachOf } from './reach.ts'

/** `ringback fuzz replay`: whether what was found still happens. */
export const fuzzReplayCommand: Command = command({
  positionals: {
    app: {
      ...calledAppArgument,
      describe: 'Address of your app: localhost:3000 or a module (default: the address in the finding)',
    },
    finding: { type: 'string', describe: 'The id of a finding, or the start of it' },
  },
  options: { findings: fuzzOptions.findings, format: formatOption, ...functionsOption, ...requestOptions },
  examples: [['ringback fuzz replay http-status-0a1b2c3d', 'exit 0 when it is fixed']],
  run: async (options, io) => {
    const { config } = await loadConfig(io, options.config)
    const { app, name } = appAndName(options.app, options.finding, 'finding')
    const stored = await findingNamed(name, options.findings, io)
    const { finding, location, module } = stored
    const found = new URL(finding.request.url).origin
    const where =
      options.functions !== undefined
        ? { app, functions: options.functions }
        : app === undefined && stored.functions !== undefined
          ? { app: undefined, functions: stored.functions }
          : { app: app ?? config.app ?? location.app ?? module ?? found }
    const authToken = authTokenFor({ ...where, authToken: options.authToken }, config, io)
    // A finding is signed for the URL that it was found under, wherever the app listens now.
    const publicUrl = options.publicUrl ?? config.publicUrl ?? location.publicUrl ?? found
    const target = await appTarget(
      { ...options, ...where, publicUrl },
      {
        config,
        io,
        authToken,
        command: 'fuzz replay',
        onLog: (text) => io.stderr.write(`${visible(text)}\n`),
      },
    )
    const { verdict, message } = await replayFinding(stored, reachOf(target, options))
    const { green, red } = stylesFor(io, 'stdout')
    const isFixed = verdict === 'FIXED'
    if (options.format === 'json') io.stdout.write(`${printableJson({ id: finding.id, verdict, message })}\n`)
    else io.stdout.write(`${(isFixed ? green : red)(verdict)} ${finding.id}\n  ${visible(message)}\n`)
    return isFixed ? exitCode.good : exitCode.findings
  },
})

async function findingNamed(name: string | undefined, folder: string, io: Io): Promise<FiledFinding> {
  const directory = resolve(io.cwd, folder)
  if (name === undefined) {
    throw new RingbackError(
      'no-finding',
      'Missing argument <finding>: the id of a finding, or the start of it.',
      {
        remedy: 'ringback fuzz prints the ids. See: ringback fuzz replay --help',
      },
    )
  }
  const stored = await findingsFolder(directory).read(name)
  if (stored !== undefined) return stored
  throw new RingbackError(
    'no-such-finding',
    `No finding, or more than one, starts with ${name} in ${directory}.`,
    {
      remedy: 'ringback fuzz prints the ids.',
    },
  )
}
