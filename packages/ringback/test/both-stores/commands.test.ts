import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/shell/find-command.ts'
import { nameOf, type CommandEntry } from '../../src/shell/command-entry.ts'
import { runCli } from '../run-cli.ts'
import { changingLines, readingLines, recordingLines } from './compared-lines.ts'
import { changingUses, recordingUses, uses } from './servers.ts'
import { newFolder, startTwoPlaces, type TwoPlaces } from './two-places.ts'

/** Commands of a database alone: without one they do nothing. */
const ofDatabases = ['store migrate', 'store push', 'store pull', 'store stats', 'store prune']
/** Commands of a folder alone. */
const ofFolders = ['originals commit', 'key']

const compared = new Set(
  [
    ...readingLines,
    ...changingLines,
    ...recordingLines,
    ...[uses, changingUses, recordingUses]
      .flatMap((each) => Object.keys(each))
      .map((line) => line.split(' ')),
  ].map((argv) => findCommand(argv, commands).words.join(' ')),
)

interface Found {
  readonly name: string
  readonly entry: CommandEntry
}

function* entriesIn(entries: readonly CommandEntry[], above: readonly string[] = []): Generator<Found> {
  for (const entry of entries) {
    const words = [...above, nameOf(entry)]
    yield { name: words.join(' '), entry }
    yield* entriesIn(entry.subcommands ?? [], words)
  }
}

/** The names of the commands that have an option. */
async function commandsWith(...options: readonly string[]): Promise<readonly string[]> {
  const names: string[] = []
  for (const { name, entry } of entriesIn(commands)) {
    const command = await entry.load?.()
    if (command !== undefined && options.some((option) => option in command.options)) names.push(name)
  }
  return names
}

describe('every command that reads or writes recordings', () => {
  it('is compared over both stores, or is of one kind of store alone', async () => {
    const listed = [...compared, ...ofDatabases, ...ofFolders]
    expect(listed.toSorted()).toEqual((await commandsWith('store', 'recordings')).toSorted())
  })

  it('has --store, unless it is of folders alone', async () => {
    const withStore = new Set(await commandsWith('store'))
    const others = (await commandsWith('recordings')).filter((name) => !withStore.has(name))
    expect(others.toSorted()).toEqual(ofFolders.toSorted())
  })
})

it.each(ofDatabases)('%s needs a database', async (name) => {
  const required = name === 'store prune' ? ['--older-than', '30d'] : []
  const { code, stdout, stderr } = await runCli([...name.split(' '), ...required], { cwd: await newFolder() })
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('No database was given.')
})

describe('where a database is configured', () => {
  let places: TwoPlaces
  beforeAll(async () => {
    places = await startTwoPlaces()
  }, 60_000)
  afterAll(async () => places.stop())

  it('originals commit says that those of a database do not go into git', async () => {
    const { cwd, env } = places.pair.folder
    const result = await runCli(['originals', 'commit'], { cwd, env: { ...env, RINGBACK_STORE: places.url } })
    expect(result).toMatchObject({ code: 2, stdout: '' })
    expect(result.stderr).toContain('do not go into git')
  })

  it('key shows the same key, which is given in both cases', async () => {
    const { cwd, env } = places.pair.folder
    const ofFolder = await runCli(['key'], { cwd, env })
    expect(ofFolder).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Redaction key \w{16}\n/) })
    expect(await runCli(['key'], { cwd, env: { ...env, RINGBACK_STORE: places.url } })).toEqual(ofFolder)
  })
})
