import { execFileSync } from 'node:child_process'

/** Says that a command is not installed, and which Debian package has it; undefined when it is there. */
export function missingCommand(command: string, debianPackage: string): string | undefined {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' })
    return undefined
  } catch {
    return `${command} is not installed (Debian: ${debianPackage})`
  }
}
