import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { banner } from '../../src/commands/record/banner.ts'
import { lastPublicOrigin } from '../../src/commands/record/last-public-url.ts'
import { recordSettings } from '../../src/commands/record/settings.ts'
import type { Io } from '../../src/shell/io.ts'
import { stylesFor } from '../../src/shell/styles.ts'
import { listening } from '../listening.ts'
import { recordedFolder } from '../recorded-folder.ts'
import { runCli } from '../run-cli.ts'
import { writeStandInPrograms } from '../tunnel/stand-ins.ts'
import { runShown } from '../ui/shown-run.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ringback-public-url-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const record = (...more: readonly string[]): readonly string[] => ['record', '3000', '--no-ui', ...more]

it.skipIf(process.platform === 'win32')('ringback record has a tunnel while it runs', async () => {
  writeStandInPrograms(cwd)
  const run = runShown(record('--port', '0', '--tunnel', 'ngrok', '--voice-url', '/voice'), {
    cwd,
    env: { PATH: cwd },
  })
  await run.prints('phone-numbers:update')
  expect(run.stderr()).toContain('public URL  https://stand-in.ngrok.example (ngrok)')
  run.send('SIGTERM')
  expect((await run.result).code).toBe(0)
})

it('ringback record opens no tunnel to a port that another program has', async () => {
  writeStandInPrograms(cwd)
  const other = await listening(createServer())
  const { port } = new URL(other.url)
  const { code, stderr } = await runCli(record('--port', port, '--tunnel', 'ngrok'), {
    cwd,
    env: { PATH: cwd },
  })
  expect(code).toBe(2)
  expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use by another program.`)
  expect(existsSync(join(cwd, 'ngrok.started'))).toBe(false)
  await other.close()
})

it.each([
  [
    ['--tunnel', 'ngrok', '--public-url', 'auto'],
    '--public-url auto and --tunnel ngrok cannot be used together.',
  ],
  [['--tunnel', 'cloudflared', '--public-url', 'https://a.example'], 'cannot have a URL of your choice'],
  [['--public-url', 'auto', '--port', '0'], '--public-url auto does not work with --port 0.'],
  [['--tunnel', 'ngork'], 'Did you mean ngrok?'],
  [['--public-url', 'auto'], 'is no address of this machine'],
])('ringback record refuses %j', async (argv, message) => {
  const env = { RINGBACK_TUNNEL_API: 'a.example:1' }
  const { code, stderr } = await runCli(record(...argv), { cwd, env })
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

describe('the first lines of ringback record', () => {
  const io = { cwd: '', env: {}, isTerminal: { stderr: false } }
  async function lines(options: object, lastOrigin?: string): Promise<string> {
    const defaults = { app: '3000', port: 0, host: '127.0.0.1', spoolLimit: '4GiB' }
    const settings = await recordSettings({ ...defaults, ...options }, { ...(io as unknown as Io), cwd }) // Only these are read.
    const listensAt = {
      type: 'listening',
      url: 'http://127.0.0.1:4100',
      upstream: 'http://127.0.0.1:3000/',
      publicUrl: null,
      signature: 'off',
      recording: true,
    } as const
    const styles = stylesFor(io as unknown as Io, 'stderr')
    return banner(listensAt, { settings, agent: undefined, lastOrigin, adminUrl: undefined }, styles).join(
      '\n',
    )
  }

  it('name no URL that nobody gave', async () => {
    expect(await lines({ voiceUrl: '/voice', statusCallback: '/status' })).toMatch(
      /^ringback record\n.*forwards.*\n.*records to.*\n.*signatures.*\n {2}No public URL given: .*\n.*--tunnel(?:.*\n)+$/,
    )
    expect(await lines({ publicUrl: 'https://a.example' })).toMatch(
      /public URL {2}https:\/\/a\.example\n.*\n.*\n {2}To see what to set on your number, .*: --voice-url \/voice\n$/,
    )
    expect(await lines({ publicUrl: 'https://a.example', voiceUrl: '/voice' })).not.toContain('tatus c')
  })

  it('quote URLs for the shell, and name the own number and the status callback', async () => {
    writeFileSync(join(cwd, 'ringback.config.mjs'), `export default { ownNumbers: ['+14155550199'] }`)
    const text = await lines({
      publicUrl: 'https://a.example/',
      voiceUrl: '/voice?a=1&b=2',
      statusCallback: 'https://b.example/status',
    })
    expect(text).toContain(
      "twilio phone-numbers:update +14155550199 --voice-url='https://a.example/voice?a=1&b=2' --voice-method=POST\n",
    )
    expect(text).toContain(
      'twilio api:core:incoming-phone-numbers:update --sid=<PN...> --status-callback=https://b.example/status\n',
    )
  })

  it('warn when calls came in at another URL before', async () => {
    const publicUrl = 'https://a.example/base'
    expect(await lines({ publicUrl }, 'https://old.example')).toContain(
      'The last recorded call came in at https://old.example. Set the new URL on your number',
    )
    expect(await lines({ publicUrl }, 'https://a.example')).not.toContain('The last recorded call')
    expect(await lines({}, 'https://old.example')).not.toContain('The last recorded call')
  })
})

it('the URL of the last recorded call is found whatever else is in the folder', async () => {
  expect(await lastPublicOrigin(join(cwd, 'recordings'))).toBeUndefined()
  const folder = await recordedFolder([1])
  const recordings = join(folder, 'recordings')
  mkdirSync(join(recordings, '20990101T000000Z-folder.json'))
  writeFileSync(join(recordings, '20990101T000000Z-damaged.json'), '{')
  expect(await lastPublicOrigin(recordings)).toBe('https://phone.example.com')
  rmSync(folder, { recursive: true })
})
