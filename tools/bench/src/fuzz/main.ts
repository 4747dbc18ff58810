/**
 * Fuzzes the flawed app with each of its bugs and in each of its variants. Every bug has to be found, shrunk to what it
 * takes and no more, within 30 s; no variant may have a finding of severity error.
 *
 * `npm run bench fuzz -- -- [seeds] [ids]`, both separated by commas. Without them: five seeds, every bug and variant.
 */
import { bugs, variants } from '@ringback/app-flawed'
import { fuzzApp, type FoundInApp, type FuzzedApp } from './fuzz-app.ts'
import { isAbout } from './is-about.ts'

const runs = 500
const mostSeconds = 30
const [seeds = '1,2,3,4,5', only] = process.argv.slice(2)
const isWanted = (id: string): boolean => only === undefined || only.split(',').includes(id)

let failures = 0
for (const seed of seeds.split(',').map(Number)) {
  for (const bug of bugs.filter(({ id }) => isWanted(id))) {
    const fuzzed = await fuzzApp({ bug: bug.id }, { seed, runs })
    const shown = fuzzed.found.find((each) => isAbout(bug, each))
    const isFound = shown !== undefined && secondsOf(fuzzed) < mostSeconds
    if (!isFound) failures += 1
    tell(seed, isFound ? 'found ' : 'MISSED', bug.id, fuzzed)
    tellFindings(shown === undefined ? fuzzed.found : [shown])
  }
  for (const variant of [undefined, ...variants.map(({ id }) => id)]) {
    const name = variant ?? 'no-bug'
    if (!isWanted(name)) continue
    const fuzzed = await fuzzApp(variant === undefined ? {} : { variant }, { seed, runs })
    const errors = fuzzed.found.filter(({ finding }) => finding.severity === 'error')
    failures += errors.length
    tell(seed, errors.length === 0 ? 'quiet ' : 'FALSE ', name, fuzzed)
    tellFindings(fuzzed.found)
  }
}
console.log(failures === 0 ? 'All found, nothing else.' : `${failures} missed or false.`)
process.exitCode = failures === 0 ? 0 : 1

function secondsOf({ report }: FuzzedApp): number {
  return report.durationMs / 1000
}

function tell(seed: number, verdict: string, name: string, fuzzed: FuzzedApp): void {
  const { requests, findings } = fuzzed.report
  const figures = `${secondsOf(fuzzed).toFixed(1)} s, ${requests} requests, ${findings.length} findings`
  console.log(`${seed} ${verdict} ${name.padEnd(32)} ${figures}`)
}

function tellFindings(found: readonly FoundInApp[]): void {
  for (const { finding } of found) {
    const { severity, code, kind, path, message } = finding
    console.log(`         ${severity} ${code} ${kind} [${path.join()}] ${message}`)
  }
}
