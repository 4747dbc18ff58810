import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Bench, Lines } from '../bench-setup.ts'
import { startRecord } from '../contestants/record-command.ts'
import { burst } from '../load/wrk.ts'
import { untilSettled } from '../process/until-settled.ts'
import { table } from '../sections/figures.ts'
import { readProfile, type Period, type ThreadProfile } from './read-profile.ts'

const connections = 64
const functionRows = 40
const fileRows = 25

/**
 * Where `ringback record` spends its time under load: self times of the thread that carries calls and of the one that redacts.
 * The modules of the package are profiled as they are, since names are gone from its bundle.
 */
export async function profile(bench: Bench): Promise<Lines> {
  const folder = bench.newFolder('profile')
  const profiles = join(folder, 'profiles')
  const command = join(dirname(bench.setup.command), '../dist/start.js')
  const preload = new URL('profile-workers.ts', import.meta.url).href
  const flags = [`--import=${preload}`, '--cpu-prof', `--cpu-prof-dir=${profiles}`, '--cpu-prof-interval=500']
  const record = await startRecord({ ...bench.setup, command }, folder, { flags })
  await burst(record.served.url, { connections, seconds: 1 })
  await untilSettled(record)
  const from = nowMicros()
  const { requests, perSecond } = await burst(record.served.url, { connections, seconds: bench.seconds })
  const loaded = nowMicros()
  await untilSettled(record)
  const settled = nowMicros()
  await record.served.stop()
  const [main, redacting] = readdirSync(profiles)
    .toSorted((a, b) => threadOf(a) - threadOf(b))
    .map((name) => join(profiles, name))
  if (main === undefined || redacting === undefined) throw new Error('There is no profile of both threads.')
  const during = { from, to: loaded }
  return [
    `${requests} requests in ${bench.seconds} s at ${connections} connections (${perSecond.toFixed(0)} a second; the profiler takes some of it).`,
    'Self times in µs for each request, without callees and idling; a call of the system counts as long as it lasts, also where it waits.',
    '',
    ...threadLines('The thread that carries calls, during the load', main, during, requests),
    ...threadLines(
      'The thread that redacts, during the load and until nothing waited any more',
      redacting,
      { from, to: settled },
      requests,
    ),
  ]
}

function threadLines(title: string, path: string, period: Period, requests: number): Lines {
  const found = readProfile(path, period)
  return [
    `### ${title}: ${(found.micros / requests).toFixed(0)} µs`,
    '',
    ...selfTimes('function', found.byFunction.slice(0, functionRows), found, requests),
    '',
    ...selfTimes('file', found.byFile.slice(0, fileRows), found, requests),
    '',
  ]
}

function selfTimes(
  what: string,
  times: ThreadProfile['byFile'],
  { micros: all }: ThreadProfile,
  requests: number,
): Lines {
  return table(
    [what, 'µs', '%'],
    times.map(({ name, micros }) => [
      `\`${name}\``,
      (micros / requests).toFixed(1),
      ((micros / all) * 100).toFixed(1),
    ]),
  )
}

/** Threads of Node have numbers in the names of these files; the first has 0. */
function threadOf(name: string): number {
  return Number(name.split('.')[4])
}

/** Node's profiler uses the same clock. */
function nowMicros(): number {
  return Number(process.hrtime.bigint() / 1000n)
}
