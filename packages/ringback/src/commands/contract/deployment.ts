import { canIDeploy, recordDeployment } from '@ringback/contract'
import { command, type InstalledCommand } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { brokerAccess, brokerOptions } from './broker-options.ts'
import { orUserError } from './user-error.ts'

const whatAndWhere = {
  pacticipant: { type: 'string', demandOption: true, describe: "The app's name in the broker" },
  'app-version': { type: 'string', demandOption: true, describe: 'The version of the app' },
  environment: { type: 'string', default: 'production', describe: 'Where it goes' },
  ...brokerOptions,
} as const

/** `ringback contract can-i-deploy`: exit 0 only if the broker says yes. */
export const canIDeployCommand: InstalledCommand = command({
  usage: 'can-i-deploy',
  describe: 'Ask the broker whether a version of the app may be deployed',
  options: (parser) => parser.options(whatAndWhere),
  run: async (options, io) => {
    const { pacticipant, appVersion: version, environment } = options
    const { deployable, reason } = await orUserError(() =>
      canIDeploy({ ...brokerAccess(options, io), pacticipant, version, environment }),
    )
    const { green, red, yellow } = stylesFor(io, 'stdout')
    const verdict = deployable === true ? green('yes') : deployable === false ? red('no') : yellow('unknown')
    io.stdout.write(`${pacticipant} ${version} to ${environment}: ${verdict}. ${reason}\n`)
    return deployable === true ? exitCode.good : exitCode.findings
  },
})

/** `ringback contract record-deployment`. */
export const recordDeploymentCommand: InstalledCommand = command({
  usage: 'record-deployment',
  describe: 'Tell the broker that a version of the app runs in an environment',
  options: (parser) => parser.options(whatAndWhere),
  run: async (options, io) => {
    const { pacticipant, appVersion: version, environment } = options
    const said = await orUserError(() =>
      recordDeployment({ ...brokerAccess(options, io), pacticipant, version, environment }),
    )
    io.stdout.write(`${said}\n`)
    return exitCode.good
  },
})
