import { printableJson, visible } from '@ringback/common'
import { exitCode, type ExitCode } from '../../shell/exit-code.ts'
import type { Io } from '../../shell/io.ts'
import { stylesFor } from '../../shell/styles.ts'

interface Check {
  readonly name: string
  readonly isGood: boolean
  readonly message: string
  readonly change?: string
}

/** Prints what was looked at, a line each with what to change below it; the exit code is 1 when something is not good. */
export function printChecks(checks: readonly Check[], format: 'pretty' | 'json', io: Io): ExitCode {
  if (format === 'json') io.stdout.write(`${printableJson(checks, 2)}\n`)
  else {
    const { green, red } = stylesFor(io, 'stdout')
    for (const { isGood, message, change } of visible(checks)) {
      io.stdout.write(`${isGood ? green('ok  ') : red('FAIL')} ${message}\n`)
      if (change !== undefined) io.stdout.write(`     Change: ${change}\n`)
    }
  }
  return checks.every(({ isGood }) => isGood) ? exitCode.good : exitCode.findings
}
