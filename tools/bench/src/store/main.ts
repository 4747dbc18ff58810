/**
 * The recording proxy with a PostgreSQL store, and what happens when that store fails: `npm run bench store -- -- [options]`.
 *
 * --only=a,b          Only these sections: throughput, faults
 * --rounds=5          How many rounds of each contestant are measured
 * --seconds=4         How long each of them lasts at full speed
 * --per-second=500    The rate of the rounds with and without faults
 * --quick             Two short rounds, to see that everything works. Writes nothing to results
 * --installed=FOLDER  Where the packages are installed, or will be (default: a temporary folder)
 */
import { readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPostgres } from '@ringback/test-support/postgres'
import { installPacked } from '../installed/install-packed.ts'
import { folderMaker, type Bench, type Lines } from '../proxy/bench-setup.ts'
import { startApp } from '../proxy/contestants/app.ts'
import { missingWrk } from '../proxy/load/wrk.ts'
import { machineLoad, measuredWhere, saveSection } from '../proxy/report.ts'
import { faults } from './faults.ts'
import { throughputWithStore } from './throughput.ts'

const introduction = `# The recording proxy with a PostgreSQL store

\`npm run bench store\`. What is measured is the command line as it is published: packed, installed outside of the repository, redaction
on. PostgreSQL 18 runs with its defaults on the same machine, so that it, the app, the load and the proxy share the processors. The load
is that of [proxy.md](proxy.md). Medians of interleaved rounds with the least and the greatest; a ratio is that of the same round.
Processor time is that of the recorder, without PostgreSQL's.

`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'throughput,faults' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    'per-second': { type: 'string', default: '500' },
    quick: { type: 'boolean', default: false },
    installed: { type: 'string' },
  },
})
const isQuick = values.quick
const manifest = new URL('../../../../packages/ringback/package.json', import.meta.url)
// The packages that are installed beside ringback where recordings are kept in PostgreSQL.
const { devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  devDependencies: { pg: string; kysely: string }
}
const withoutWrk = missingWrk()
if (withoutWrk !== undefined) {
  console.error(withoutWrk)
  process.exit(2)
}
const root = await mkdtemp(join(tmpdir(), 'ringback-bench-store-'))
const { pg, kysely } = devDependencies
const installed = installPacked(values.installed, { pg, kysely })
const newFolder = folderMaker(root)
const app = await startApp(newFolder('app'))
const postgres = await startPostgres()
const bench: Bench = {
  setup: { app: app.served.url, command: installed.command, before: undefined },
  appTitle: app.title,
  appPid: app.served.pid,
  isQuick,
  rounds: Number(values.rounds ?? (isQuick ? 2 : 5)),
  seconds: Number(values.seconds ?? (isQuick ? 2 : 4)),
  contestants: undefined,
  soakRate: undefined,
  soakMinutes: 0,
  newFolder,
}
const sections: Readonly<Record<string, readonly [title: string, run: () => Promise<Lines>]>> = {
  throughput: ['As fast as it answers', async () => throughputWithStore(bench, postgres.url)],
  faults: ['While the store fails', async () => faults(bench, postgres, Number(values['per-second']))],
}
const results = fileURLToPath(new URL('../../results/store.md', import.meta.url))
try {
  for (const name of values.only.split(',')) {
    const section = sections[name]
    if (section === undefined)
      throw new Error(`No section is called ${name}. There are: ${Object.keys(sections).join(', ')}.`)
    const [title, run] = section
    console.log(`\n## ${title}\n`)
    const loadBefore = machineLoad()
    const found = await run()
    const lines = [measuredWhere(loadBefore), '', ...found]
    console.log(lines.join('\n'))
    if (!isQuick) saveSection(results, title, introduction, lines)
  }
} finally {
  await app.served.stop()
  // A server that stops at once says goodbye to connections that are still closing, which is an error.
  await setTimeout(500)
  await postgres.stop()
  installed.remove()
  rmSync(root, { recursive: true, force: true })
}
