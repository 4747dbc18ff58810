/**
 * How long `ringback show` takes with many recordings: the first time, when the index is made, and then the list, one call by
 * the start of its CallSid, and one by its real CallSid. `npm run bench show`; `-- -- 1000 10000` for other sizes.
 *
 * Each figure is that of a process of its own, of the packed package installed outside of the repository; medians of five
 * rounds, in which the commands take turns, with the least and the greatest.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPacked } from '../installed/install-packed.ts'
import { medianAndRange, millisecondsOf } from '../installed/milliseconds.ts'
import { rootKey, sidOf, writeCalls } from './recorded-calls.ts'

const rounds = 5
const sizes = process.argv.slice(2).map(Number)
const installed = installPacked()
const env = { RINGBACK_REDACTION_KEY: rootKey }

console.log(
  '| recordings | first time, ms | list, ms | start of a CallSid, ms | real CallSid, ms | `node -e 0`, ms | load |',
)
console.log('| --- | --- | --- | --- | --- | --- | --- |')
for (const size of sizes.length > 0 ? sizes : [1000, 10_000, 50_000]) {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-bench-show-'))
  const pseudonym = writeCalls(cwd, size)
  const show = (...argv: readonly string[]): readonly string[] => [installed.command, 'show', ...argv]
  const first = millisecondsOf(show(), { cwd, env })
  const commands = [show(), show(pseudonym.slice(0, 16)), show(sidOf(size - 1)), ['-e', '0']]
  const figures = commands.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [at, argv] of commands.entries()) figures[at]?.push(millisecondsOf(argv, { cwd, env }))
  }
  const shown = figures.map((each) => medianAndRange(each))
  console.log(`| ${[size, first.toFixed(0), ...shown, loadavg()[0]?.toFixed(1)].join(' | ')} |`)
  rmSync(cwd, { recursive: true })
}
installed.remove()
