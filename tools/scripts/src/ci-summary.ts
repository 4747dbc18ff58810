/**
 * Prints the closing line of the gate from vitest's JSON report; fails when anything failed or nothing ran. A skipped test
 * counts as failed: the gate installs whatever a test needs.
 */
import { readFileSync } from 'node:fs'

const [path, failedSteps] = process.argv.slice(2)
const { numPassedTests, numFailedTests, numPendingTests, success } = readReport(path)
if (numPendingTests > 0)
  process.stdout.write(`${numPendingTests} tests were skipped, which the gate counts as failed.\n`)
const failed =
  numFailedTests + numPendingTests + (success && failedSteps === '0' ? 0 : numFailedTests === 0 ? 1 : 0)
process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && numPassedTests > 0 ? 0 : 1

function readReport(file: string | undefined): {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
} {
  try {
    return JSON.parse(readFileSync(file ?? '', 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, success: false }
  }
}
