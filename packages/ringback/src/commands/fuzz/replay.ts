import { resolve } from 'node:path'
import { replayFinding } from '@ringback/fuzz'
import { loadConfig } from '../../config/load-config.ts'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { UserError } from '../../shell/user-error.ts'
import { findingsFolder } from './findings-folder.ts'
import { reachOf } from './reach.ts'

/** `ringback fuzz replay`: whether what was found still happens. */
export const fuzzReplayCommand: InstalledCommand = command({
  usage: 'replay <id>',
  describe: 'Show a finding again: FIXED or FAILED',
  options: (parser) =>
    parser
      .positional('id', { type: 'string', demandOption: true, describe: 'The id of a finding, or its start' })
      .options({
        target: { type: 'string', describe: 'Where your app listens now, if not where the finding was made' },
        'auth-token': { type: 'string', describe: 'To sign with (better: TWILIO_AUTH_TOKEN)' },
        'public-url': {
          type: 'string',
          describe: 'The URL the findings were signed for, if not where the app listens',
        },
        findings: {
          type: 'string',
          default: 'fixtures/findings',
          describe: 'Folder the findings are kept in',
        },
        'in-process': { type: 'string', describe: 'A module that exports your app' },
        'allow-remote': { type: 'boolean', default: false, describe: 'Let requests leave this machine' },
        timeout: { type: 'number', describe: 'Seconds the app has, 15 as with Twilio' },
        format: { choices: ['pretty', 'json'] as const, default: 'pretty' as const },
      }),
  run: async (options, io) => {
    const { config } = await loadConfig(io, options.config)
    const folder = resolve(io.cwd, options.findings)
    const stored = await findingsFolder(folder).read(options.id)
    if (stored === undefined) {
      throw new UserError(
        `${folder} holds no finding, or more than one, that starts with ${options.id}.`,
        '`ringback fuzz` prints the ids.',
      )
    }
    const { finding } = stored
    const found = new URL(finding.request.url).origin
    const { location } = stored
    const target = options.target ?? config.target ?? location.app
    // A finding is signed for the URL that it was found under, wherever the app listens now.
    const publicUrl = options.publicUrl ?? config.publicUrl ?? location.publicUrl ?? found
    const settings = { ...options, publicUrl }
    const { reach } = await reachOf(settings, target ?? found, config, io)
    const { verdict, message } = await replayFinding(stored, reach)
    const { green, red } = stylesFor(io, 'stdout')
    if (options.format === 'json')
      io.stdout.write(`${JSON.stringify({ id: finding.id, verdict, message })}\n`)
    else
      io.stdout.write(`${verdict === 'FIXED' ? green(verdict) : red(verdict)} ${finding.id}\n  ${message}\n`)
    return verdict === 'FIXED' ? exitCode.good : exitCode.findings
  },
})
