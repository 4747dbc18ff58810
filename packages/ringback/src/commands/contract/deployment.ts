import { printable } from '@ringback/common'
import { canIDeploy, recordDeployment } from '@ringback/contract'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { stylesFor } from '../../shell/styles.ts'
import { brokerAccess, brokerOptions } from './broker-options.ts'

const whatAndWhere = {
  pacticipant: {
    type: 'string',
    placeholder: '<name>',
    required: true,
    describe: "Your app's name in the broker",
  },
  'app-version': {
    type: 'string',
    placeholder: '<version>',
    required: true,
    describe: 'The version of your app',
  },
  environment: {
    type: 'string',
    placeholder: '<name>',
    default: 'production',
    describe: 'Where it is deployed',
  },
  ...brokerOptions,
} as const

/** `ringback contract can-i-deploy`: exit 0 only if the broker says yes. */
export const canIDeployCommand: Command = command({
  options: whatAndWhere,
  examples: [
    ['ringback contract can-i-deploy --pacticipant my-ivr --app-version 1a2b3c', 'before a deployment'],
  ],
  run: async (options, io) => {
    const { pacticipant, appVersion: version, environment } = options
    const answer = await canIDeploy({ ...brokerAccess(options, io), pacticipant, version, environment })
    const { deployable, reason } = answer
    const { green, red, yellow } = stylesFor(io, 'stdout')
    const verdict = deployable === true ? green('yes') : deployable === false ? red('no') : yellow('unknown')
    io.stdout.write(`${pacticipant} ${version} to ${environment}: ${verdict}. ${printable(reason)}\n`)
    return deployable === true ? exitCode.good : exitCode.findings
  },
})

/** `ringback contract record-deployment`. */
export const recordDeploymentCommand: Command = command({
  options: whatAndWhere,
  examples: [
    ['ringback contract record-deployment --pacticipant my-ivr --app-version 1a2b3c', 'after a deployment'],
  ],
  run: async (options, io) => {
    const { pacticipant, appVersion: version, environment } = options
    const answer = await recordDeployment({ ...brokerAccess(options, io), pacticipant, version, environment })
    io.stdout.write(`${printable(answer, { keepLines: true })}\n`)
    return exitCode.good
  },
})
