/**
 * How long the command line takes to start, against `node -e 0`: packed, installed outside of the repository, a process each.
 * `npm run bench start`; `-- -- 21` for another number of rounds. Every round starts each command once, one after the other,
 * and a ratio is that of one round, so that a busy machine is busy for both.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPacked } from '../installed/install-packed.ts'
import { medianAndRange, millisecondsOf } from '../installed/milliseconds.ts'
import { rootKey, sidOf, writeCalls } from '../show/recorded-calls.ts'

const rounds = Number(process.argv[2] ?? 15)
const cwd = mkdtempSync(join(tmpdir(), 'ringback-bench-start-'))
const pseudonym = writeCalls(cwd, 3)
const installed = installPacked()
const env = { RINGBACK_REDACTION_KEY: rootKey }
const commands = new Map<string, readonly string[]>(
  [
    ['--version'],
    ['--help'],
    ['record', '--help'],
    ['fuzz', '--help'],
    ['show'],
    ['show', pseudonym.slice(0, 16)],
    ['show', sidOf(2)],
  ].map((argv) => [nameOf(argv), [installed.command, ...argv]]),
)
commands.set('node -e 0', ['-e', '0'])

const figures = new Map<string, number[]>([...commands.keys()].map((name) => [name, []]))
// The first round fills the caches of the system and of compiled code, and does not count.
for (let round = 0; round <= rounds; round++) {
  for (const [name, argv] of commands) {
    const took = millisecondsOf(argv, { cwd, env })
    if (round > 0) figures.get(name)?.push(took)
  }
}
const bare = figures.get('node -e 0') ?? []
console.log(`${rounds} rounds, load average ${loadavg()[0]?.toFixed(1)}\n`)
console.log('| | ms | times `node -e 0` |\n| --- | --- | --- |')
for (const [name, took] of figures) {
  const ratios = took.map((each, round) => each / (bare[round] ?? NaN))
  console.log(`| \`${name}\` | ${medianAndRange(took)} | ${medianAndRange(ratios, 1)} |`)
}
installed.remove()
rmSync(cwd, { recursive: true })

function nameOf([first = '', second = '']: readonly string[]): string {
  if (first !== 'show' || second === '') return `ringback ${first} ${second}`.trim()
  return second.length === 16 ? 'ringback show <start of a CallSid>' : 'ringback show <real CallSid>'
}
