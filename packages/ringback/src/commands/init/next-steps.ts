import { messageOf } from '@ringback/common'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { environmentTokens } from '../../app/tokens-in.ts'
import type { Io } from '../../shell/io.ts'
import type { Project } from './project/read-project.ts'
import { ringbackCommand } from './ringback-command.ts'
import type { Setup } from './setup.ts'

/** What the user does next, a line each. */
export function nextSteps(project: Project, setup: Setup, io: Io): readonly string[] {
  const ringback = ringbackCommand(project)
  const { directory, environment, repository, packageJson } = project
  const folder = relative(io.cwd, directory)
  const missing = packageJson === undefined ? [] : missingPackages(project, setup)
  const hasToken =
    setup.functions !== undefined ||
    environmentTokens(io.env) !== undefined ||
    environment.authToken !== undefined
  const recordings = existsSync(join(directory, 'recordings'))
  const running = setup.functions === undefined ? ', while your app runs' : ''
  return [
    ...(folder === '' ? [] : [`cd ${folder}`]),
    ...(missing.length === 0 ? [] : [`${repository.packageManager.add} ${missing.join(' ')}`]),
    ...(hasToken
      ? []
      : [
          'export TWILIO_AUTH_TOKEN=...   # what your app checks signatures with, any text if it checks none',
        ]),
    ...(recordings ? [] : [`${ringback} call --keys 1 --record   # a first recording${running}`]),
    `${ringback} replay   # are its answers still the same${running}?`,
    `${ringback} fuzz     # every webhook that Twilio could send`,
    `${ringback} map      # the whole phone tree`,
  ]
}

/** Packages that the project needs and has not installed. */
function missingPackages({ directory, packageJson }: Project, { test }: Setup): readonly string[] {
  const { resolve } = createRequire(join(directory, 'package.json'))
  return ['ringback', ...(test ? ['vitest'] : [])].filter((name) => {
    if (packageJson?.dependencies.has(name) === true) return false
    try {
      resolve(`${name}/package.json`)
      return false
    } catch (error) {
      return messageOf(error) !== ''
    }
  })
}
