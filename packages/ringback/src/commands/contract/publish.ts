import { resolve } from 'node:path'
import { publishPacts } from '@ringback/contract'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { brokerAccess, brokerOptions } from './broker-options.ts'
import { orUserError } from './user-error.ts'

/** `ringback contract publish`: pact files to a broker. */
export const contractPublishCommand: InstalledCommand = command({
  usage: 'publish [pacts..]',
  describe: 'Publish pact files to a Pact Broker',
  options: (parser) =>
    parser
      .positional('pacts', { type: 'string', array: true, default: ['pacts'], describe: 'Files and folders' })
      .options({
        'consumer-version': { type: 'string', demandOption: true, describe: 'The version of the contract' },
        branch: { type: 'string', describe: 'The branch it comes from' },
        'build-url': { type: 'string', describe: 'Where a person finds this run' },
        ...brokerOptions,
      }),
  run: async (options, io) => {
    const { branch, buildUrl, consumerVersion } = options
    const said = await orUserError(() =>
      publishPacts({
        ...brokerAccess(options, io),
        paths: options.pacts.map((path) => resolve(io.cwd, path)),
        consumerVersion,
        ...(branch !== undefined && { branch }),
        ...(buildUrl !== undefined && { buildUrl }),
      }),
    )
    io.stdout.write(`${said}\n`)
    return exitCode.good
  },
})
