import { printable } from '@ringback/common'
import { publishPacts } from '@ringback/contract'
import { resolve } from 'node:path'
import { command, type Command } from '../../shell/command.ts'
import { exitCode } from '../../shell/exit-code.ts'
import { brokerAccess, brokerOptions } from './broker-options.ts'

/** `ringback contract publish`: pact files to a broker. */
export const contractPublishCommand: Command = command({
  positionals: {
    pacts: { type: 'string', repeat: true, default: ['pacts'], describe: 'Pact files, and folders of them' },
  },
  options: {
    'consumer-version': {
      type: 'string',
      placeholder: '<version>',
      required: true,
      describe: 'The version of the contract',
    },
    branch: { type: 'string', placeholder: '<name>', describe: 'The branch that it comes from' },
    'build-url': { type: 'string', placeholder: '<url>', describe: 'URL of this build' },
    ...brokerOptions,
  },
  examples: [['ringback contract publish pacts --consumer-version 1a2b3c --branch main', 'from CI']],
  run: async (options, io) => {
    const { branch, buildUrl, consumerVersion } = options
    const answer = await publishPacts({
      ...brokerAccess(options, io),
      paths: options.pacts.map((path) => resolve(io.cwd, path)),
      consumerVersion,
      ...(branch !== undefined && { branch }),
      ...(buildUrl !== undefined && { buildUrl }),
    })
    io.stdout.write(`${printable(answer, { keepLines: true })}\n`)
    return exitCode.good
  },
})
