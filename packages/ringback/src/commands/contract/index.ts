import { commandGroup, type InstalledCommand } from '../../shell/command.ts'
import { contractBuildCommand } from './build.ts'
import { canIDeployCommand, recordDeploymentCommand } from './deployment.ts'
import { contractDiffCommand } from './diff.ts'
import { contractPublishCommand } from './publish.ts'
import { contractVerifyCommand } from './verify.ts'

/** `ringback contract`. */
export const contractCommand: InstalledCommand = commandGroup(
  'contract',
  'Hold your app to what it answers: build and verify a Pact contract in CI',
  [
    contractBuildCommand,
    contractVerifyCommand,
    contractDiffCommand,
    contractPublishCommand,
    canIDeployCommand,
    recordDeploymentCommand,
  ],
)
