/**
 * The recording proxy as a user runs it, beside its peers, in one run: `npm run bench proxy -- -- [options]`.
 *
 * --only=a,b          Only these sections: generator, throughput, peers, paced, long, soak, kills, hostile
 * --contestants=a,b   Only these: record, before, workers, not-recording, http-proxy, undici, nginx
 * --rounds=5          How many rounds of each contestant are measured
 * --seconds=4         How long each of them lasts
 * --quick             Two rounds of 2 s, and everything else short. Writes nothing to results
 * --profile           Instead: where the processor time goes, to results/proxy-profile.md
 * --soak-rate=N       Requests per second of the soak (default: half of what is measured before it)
 * --soak-minutes=10   How long the soak lasts
 * --installed=FOLDER  Where the packages are installed, or will be (default: a temporary folder)
 * --before=FOLDER     An older installation, as --installed leaves it, to compare with in the same rounds
 * --title=TEXT        The heading of the profile (default: Recording)
 */
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { commandIn, installPacked } from '../installed/install-packed.ts'
import { folderMaker, type Bench, type Lines } from './bench-setup.ts'
import { startApp } from './contestants/app.ts'
import { missingWrk } from './load/wrk.ts'
import { profile } from './profile/profile.ts'
import { machineLoad, measuredWhere, saveSection } from './report.ts'
import { generator } from './sections/generator.ts'
import { hostile } from './sections/hostile.ts'
import { kills } from './sections/kills.ts'
import { longLoad } from './sections/long-load.ts'
import { paced } from './sections/paced.ts'
import { peers } from './sections/peers.ts'
import { soak } from './sections/soak.ts'
import { throughput } from './sections/throughput.ts'

interface Section {
  readonly title: string
  readonly run: (bench: Bench) => Promise<Lines>
}

const sections: Readonly<Record<string, Section>> = {
  generator: { title: 'The load generator', run: generator },
  throughput: { title: 'As fast as it answers', run: throughput },
  peers: { title: 'A slow peer', run: peers },
  paced: { title: 'At a fixed rate', run: paced },
  long: { title: 'A long load', run: longLoad },
  soak: { title: 'A soak', run: soak },
  kills: { title: 'kill -9', run: kills },
  hostile: { title: 'Hostile bodies', run: hostile },
}

const introduction = `# The recording proxy beside its peers

\`npm run bench proxy\`. What is measured is the command line as it is published: packed, installed outside of the repository, defaults,
redaction on. Load: wrk, calls of eight webhooks with a form of 1.1 kB, all values different from call to call or from request to
request; the app answers 400 bytes of TwiML. All processes share the processors. Medians of interleaved rounds with the least and the
greatest; a ratio is that of the same round. Before the next contestant begins, a recorder has done what it put off.

`

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    contestants: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    'soak-rate': { type: 'string' },
    'soak-minutes': { type: 'string' },
    installed: { type: 'string' },
    before: { type: 'string' },
    title: { type: 'string', default: 'Recording' },
  },
})
const profiles: Readonly<Record<string, Section>> = { profile: { title: values.title, run: profile } }
const profileIntroduction = `# Where \`ringback record\` spends its time

\`npm run bench proxy -- -- --profile\`: a profile by \`node --cpu-prof\` of the installed package, the load as in [proxy.md](proxy.md).

`
const listOf = (text: string | undefined): readonly string[] | undefined => text?.split(',')
const measured = values.profile ? profiles : sections
const names = (values.profile ? undefined : listOf(values.only)) ?? Object.keys(measured)
const unknown = names.filter((name) => !(name in measured))
if (unknown.length > 0) {
  console.error(`No section is called ${unknown.join(', ')}. There are: ${Object.keys(measured).join(', ')}.`)
  process.exit(2)
}
const withoutWrk = missingWrk()
if (withoutWrk !== undefined) {
  console.error(withoutWrk)
  process.exit(2)
}

const root = await mkdtemp(join(tmpdir(), 'ringback-bench-'))
const installed = installPacked(values.installed)
const newFolder = folderMaker(root)
const app = await startApp(newFolder('app'))
const isQuick = values.quick
const file = values.profile ? 'proxy-profile.md' : 'proxy.md'
const results = fileURLToPath(new URL(`../../results/${file}`, import.meta.url))
const asked = listOf(values.contestants)
const bench: Bench = {
  setup: {
    app: app.served.url,
    command: installed.command,
    before: values.before && commandIn(values.before),
  },
  appTitle: app.title,
  appPid: app.served.pid,
  isQuick,
  rounds: Number(values.rounds ?? (isQuick ? 2 : 5)),
  seconds: Number(values.seconds ?? (isQuick ? 2 : 4)),
  contestants: asked === undefined ? undefined : new Set(asked),
  soakRate: values['soak-rate'] === undefined ? undefined : Number(values['soak-rate']),
  soakMinutes: Number(values['soak-minutes'] ?? (isQuick ? 0.2 : 10)),
  newFolder,
}
try {
  for (const name of names) {
    const section = measured[name]
    if (section === undefined) continue
    console.log(`\n## ${section.title}\n`)
    const loadBefore = machineLoad()
    const found = await section.run(bench)
    const lines = [measuredWhere(loadBefore), '', ...found]
    console.log(lines.join('\n'))
    if (!isQuick)
      saveSection(results, section.title, values.profile ? profileIntroduction : introduction, lines)
  }
} finally {
  await app.served.stop()
  installed.remove()
  rmSync(root, { recursive: true, force: true })
}
