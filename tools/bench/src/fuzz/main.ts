import { bugs, variants } from '@ringback/app-flawed'
import { findingOf, fuzzApp } from './fuzz-bug.ts'

const [seeds = '1,2,3,4,5', only] = process.argv.slice(2)
let failures = 0
for (const seed of seeds.split(',').map(Number)) {
  for (const bug of bugs.filter(({ id }) => only === undefined || only.split(',').includes(id))) {
    const report = await fuzzApp({ bug: bug.id }, { seed, runs: 500 })
    const finding = findingOf(bug, report)
    if (finding === undefined) failures += 1
    console.log(
      seed,
      finding === undefined ? 'MISSED' : 'found ',
      bug.id.padEnd(32),
      `${(report.durationMs / 1000).toFixed(1)} s`,
      `${report.requests} requests`,
      `${report.findings.length} findings`,
      finding === undefined ? JSON.stringify(bug.shows) : '',
    )
    for (const each of finding === undefined || process.env['ALL'] ? report.findings : [finding]) {
      console.log(
        `     ${each.severity} ${each.code} ${each.kind} ${each.request.url.slice(25)} [${each.path.join()}] ${each.message.slice(0, 240)}`,
      )
    }
  }
  for (const variant of [undefined, ...variants.map(({ id }) => id)]) {
    if (only !== undefined && !only.split(',').includes(variant ?? 'base')) continue
    const report = await fuzzApp(variant === undefined ? {} : { variant }, { seed, runs: 500 })
    const errors = report.findings.filter(({ severity }) => severity === 'error')
    failures += errors.length
    console.log(
      seed,
      errors.length === 0 ? 'quiet ' : 'FALSE ',
      (variant ?? 'no bug').padEnd(32),
      `${(report.durationMs / 1000).toFixed(1)} s`,
      `${report.requests} requests`,
      `${report.findings.length} findings`,
    )
    for (const each of report.findings)
      console.log(
        `     ${each.severity} ${each.code} ${each.kind} ${each.request.url.slice(25)} [${each.path.join()}] ${each.message.slice(0, 300)}`,
      )
  }
}
process.exitCode = failures === 0 ? 0 : 1
