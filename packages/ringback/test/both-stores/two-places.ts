import { cp, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Recording } from '@ringback/recording'
import { generateRootKey } from '@ringback/redaction/node'
import { startPostgres } from '@ringback/test-support/postgres'
import { recordCalls, recordObserved } from '../recorded-folder.ts'
import { runCli, type CliOptions, type CliResult } from '../run-cli.ts'
import { authToken, startSmallApp, type SmallApp } from '../small-app.ts'
import { oddExchanges } from './odd-calls.ts'

/** Stands for the URL of the app in a command line. */
export const theApp = '<app>'
/** Stands for the option that names the folder, in a command line of a command that uses no recordings unless it is told to. */
export const chosen = '<recordings>'

/** A place that recordings are in, and a working directory. */
export interface Side {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Runs a command there: of the folder in the working directory, or of the database. */
  readonly run: (argv: readonly string[], options?: CliOptions) => Promise<CliResult>
  /** What `run` adds to a command line. */
  readonly argv: (written: readonly string[]) => readonly string[]
  /** All that is recorded there, with what was redacted where its original is kept. */
  readonly recorded: (env?: Readonly<Record<string, string>>) => Promise<readonly Recording[]>
}

/** The same recordings in a folder and in a database. */
export interface Pair {
  readonly folder: Side
  readonly database: Side
}

/** A PostgreSQL server, an app, and recordings, odd ones among them. */
export interface TwoPlaces {
  readonly app: SmallApp
  readonly env: Readonly<Record<string, string>>
  /** The URL of the database of `pair`, and the port of its server. */
  readonly url: string
  readonly port: number
  /** Is not to be written to. */
  readonly pair: Pair
  /** A copy of them that may be changed. */
  readonly copy: () => Promise<Pair>
  /** A pair in which nothing is recorded. */
  readonly empty: () => Promise<Pair>
  readonly stop: () => Promise<void>
}

/** A new working directory in which nothing was recorded. */
export async function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'ringback-both-'))
}

/** Starts them. It takes a few seconds. */
export async function startTwoPlaces(): Promise<TwoPlaces> {
  const postgres = await startPostgres()
  const app = await startSmallApp()
  const env = { RINGBACK_REDACTION_KEY: generateRootKey(), TWILIO_AUTH_TOKEN: authToken }
  const recorded = await newFolder()
  await recordCalls(recorded, [1, 2, 3], env)
  await recordObserved(recorded, oddExchanges, env)
  let schemas = 0

  async function newPair(cwd: string, actions: readonly (readonly string[])[], url: string): Promise<Pair> {
    for (const action of actions) {
      const { code, stderr } = await runCli(['store', ...action, '--store', url], { cwd, env })
      if (code !== 0) throw new Error(stderr)
    }
    const elsewhere = await newFolder()
    for (const each of [cwd, elsewhere])
      await writeFile(join(each, 'ringback.config.mjs'), 'export default { originals: true }')
    return {
      folder: sideOf(cwd, env, app),
      database: sideOf(elsewhere, env, app, ['--store', url]),
    }
  }

  const filling = [['migrate'], ['push', '--originals']]
  return {
    app,
    env,
    url: postgres.url,
    port: postgres.port,
    pair: await newPair(recorded, filling, postgres.url),
    async copy() {
      const cwd = await newFolder()
      await cp(recorded, cwd, { recursive: true })
      return newPair(cwd, filling, `${postgres.url}?schema=pair_${(schemas += 1)}`)
    },
    empty: async () =>
      newPair(await newFolder(), [['migrate']], `${postgres.url}?schema=pair_${(schemas += 1)}`),
    async stop() {
      await app.close()
      await postgres.stop()
    },
  }
}

function sideOf(
  cwd: string,
  env: Readonly<Record<string, string>>,
  app: SmallApp,
  store: readonly string[] = [],
): Side {
  const argv: Side['argv'] = (written) => [
    ...written.flatMap((word) => {
      if (word === chosen) return store.length === 0 ? ['--recordings', 'recordings'] : []
      return word.replace(theApp, app.url)
    }),
    ...store,
  ]
  const run: Side['run'] = async (written, options = {}) =>
    // Real values are shown on a terminal alone.
    runCli(argv(written), { cwd, env, isTerminal: written.includes('--reveal'), ...options })
  return {
    cwd,
    env,
    run,
    argv,
    async recorded(given = env) {
      const { code, stdout, stderr } = await run(['show', '--all', '--reveal', '--format', 'json'], {
        env: given,
      })
      if (code !== 0) throw new Error(stderr)
      return JSON.parse(stdout) as readonly Recording[]
    },
  }
}

/** A recording without what differs each time that it is made: ids and times. */
export function untimed({ exchanges, legs, redaction }: Recording): unknown {
  return {
    legs,
    redaction,
    exchanges: exchanges.map(({ request, response, ...rest }) => ({
      ...rest,
      id: '',
      startedAt: '',
      durationMs: 0,
      request: { ...request, headers: [] },
      response: response && { ...response, headers: [] },
    })),
  }
}

/** What a command printed and how it ended, without the names of the place and without times. */
export function told({ code, stdout, stderr }: CliResult, { cwd }: Side): CliResult {
  return { code, stdout: placeless(stdout, cwd), stderr: placeless(stderr, cwd) }
}

function placeless(text: string, cwd: string): string {
  return (
    text
      .replaceAll(join(cwd, 'recordings'), '<place>')
      .replaceAll(/postgres:\/\/[^\s"]*[^\s".:,]/g, '<place>')
      .replaceAll(cwd, '<directory>')
      .replaceAll(/\d+(?:\.\d+)? (?:ms|s)\b/g, '<time>')
      .replaceAll(/\d+(?:\.\d+)?(?= (?:new ones )?a second)/g, '<rate>')
      // Columns are as wide as what is in them.
      .replace(/^route .*<time>\n[^]*/m, (table) => table.replaceAll(/ +/g, ' '))
  )
}
