import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands/index.ts'
import { nameOf, type CommandEntry } from '../src/shell/command-entry.ts'
import { runCli } from './run-cli.ts'

const env = { TWILIO_AUTH_TOKEN: '0123456789abcdef0123456789abcdef' }
// Nothing listens on port 1.
const downApps = ['1', 'localhost:1', 'http://127.0.0.1:1']

function leavesOf(
  entries: readonly CommandEntry[],
  words: readonly string[] = [],
): readonly (readonly string[])[] {
  return entries.flatMap((entry) => {
    const own = [...words, nameOf(entry)]
    return [...(entry.load === undefined ? [] : [own]), ...leavesOf(entry.subcommands ?? [], own)]
  })
}

const leaves = leavesOf(commands)

const filesIn = (folder: string): ReadonlySet<string> =>
  new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))

/** Runs a command in a folder with an empty folder, a file, and a folder that is called like a file. */
async function used(argv: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-wrong-'))
  mkdirSync(join(cwd, 'empty'))
  mkdirSync(join(cwd, 'folder.json'))
  writeFileSync(join(cwd, 'file'), '{')
  const before = filesIn(cwd)
  const { code, stdout, stderr } = await runCli(argv, { cwd, env })
  expect(filesIn(cwd)).toEqual(before)
  expect(argv[1] === 'recordings' ? '' : stdout).toBe('')
  expect(stderr).toMatch(/^error /m)
  expect(stderr).not.toMatch(/Internal error|^\s+at /m)
  // The name of an error of the system, such as that of a refused connection. The name of a temporary folder may look like one.
  expect(stderr.replaceAll(cwd, '')).not.toMatch(/\bE(?!OF\b)[A-Z]{3,}\b/)
  return { code, text: stderr }
}

test.each(leaves.map((words) => ({ command: words.join(' '), words })))(
  '$command refuses an unknown option, and says its name',
  async ({ words }) => {
    const { code, text } = await used([...words, '--no-such-option'])
    expect(code).toBe(2)
    expect(text).toContain('Unknown option --no-such-option.')
  },
)

test.each(leaves.map((words) => ({ command: words.join(' '), words })))(
  '$command names a configuration file that does not exist',
  async ({ words }) => {
    const { code, text } = await used([...words, '--config', './none.ts'])
    expect(code).toBe(2)
    expect(text).toMatch(/Cannot find the configuration file .*none\.ts|Missing (?:argument|option)/)
  },
)

test('every option with a wrong value is refused by its own name', async () => {
  for (const words of leaves) {
    const entry = words.reduce<CommandEntry | undefined>(
      (found, word) => (found?.subcommands ?? commands).find((each) => nameOf(each) === word),
      undefined,
    )
    const { options = {} } = (await entry?.load?.()) ?? {}
    for (const [name, row] of Object.entries(options)) {
      const hasChoices = 'choices' in row && row.choices !== undefined
      if (row.type === 'string' && !hasChoices) continue
      const value = row.type === 'boolean' ? 'maybe' : 'no-such-value'
      const { code, text } = await used([...words, `--${name}=${value}`])
      expect({ words, name, code, isNamed: text.includes(`--${name}`) }).toEqual({
        words,
        name,
        code: 2,
        isNamed: true,
      })
    }
  }
})

describe('an app that is down', () => {
  test.each([
    ['replay'],
    ['call', '--keys', '1'],
    ['fuzz'],
    ['map'],
    ['contract', 'verify'],
    ['contract', 'build', '--provider', 'app', '--route', 'voice.incoming-pstn=/voice'],
    ['check', 'twiml'],
    ['doctor'],
  ])('%s %s says so', async (...words) => {
    for (const app of downApps) {
      const { code, text } = await used([...words, app])
      expect(code).toBe(2)
      expect(text).toMatch(
        /Cannot reach the app at http:\/\/(?:localhost|127\.0\.0\.1):1: connection refused/,
      )
    }
  })
})

describe('a folder or file that cannot be read', () => {
  const places = ['./none', './empty', './file/none', './folder.json']
  test.each([
    ['show'],
    ['check', 'recordings'],
    ['export', 'har'],
    ['originals', 'prune'],
    ['originals', 'commit'],
    ['contract', 'build', '--provider', 'app'],
    ['forget', '+14155550123'],
  ])('%s %s names it', async (...words) => {
    const isPositional = words[1] === 'recordings'
    for (const place of places) {
      const { code, text } = await used([...words, ...(isPositional ? [place] : ['--recordings', place])])
      expect({ place, code }).toEqual({ place, code: 2 })
      expect(isPositional || text.includes(place.slice(2))).toBe(true)
    }
  })

  test.each([
    ['check', 'twiml'],
    ['check', 'webhook'],
    ['import', 'har'],
    ['report', 'merge'],
    ['contract', 'publish', '--consumer-version', '1', '--broker-url', 'http://127.0.0.1:1'],
  ])('%s %s names it', async (...words) => {
    for (const place of places) {
      const { code, text } = await used([...words, place])
      expect({ place, code }).toEqual({ place, code: 2 })
      expect(text).toContain(place.slice(2))
    }
  })
})

test.each(['record', 'call', 'fuzz', 'map'])('%s takes no path for the URL of an app', async (name) => {
  const { code, text } = await used([name, './app'])
  expect(code).toBe(2)
  expect(text).toContain('"./app" is not a URL')
})
