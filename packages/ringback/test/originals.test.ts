import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDirectoryStore } from '@ringback/recording/node'
import {
  generateRootKey,
  openOriginals,
  openRecorder,
  readKeyRing,
  settleSpool,
  type KeyRing,
} from '@ringback/redaction/node'
import type { Exchange } from '@ringback/recording'
import { describe, expect, it } from 'vitest'
import { callerOf, recordCalls, recordedFolder } from './recorded-folder.ts'
import { runCli } from './run-cli.ts'

const keyIn = (cwd: string): string => readFileSync(join(cwd, '.ringback/redaction.key'), 'utf8').trim()
const recordingsIn = (cwd: string): string[] =>
  readdirSync(join(cwd, 'recordings')).filter((name) => name.endsWith('.json'))
const sealedIn = (cwd: string): string[] =>
  readdirSync(join(cwd, 'recordings/.originals')).filter((name) => name.endsWith('.sealed'))

async function exchangesIn(cwd: string): Promise<readonly Exchange[]> {
  const store = await openDirectoryStore({ directory: join(cwd, 'recordings'), access: 'read' })
  const all: Exchange[] = []
  for await (const { exchanges } of store.list()) all.push(...exchanges)
  await store.close()
  return all
}

/** How many exchanges have an original that opens. */
async function originalsIn(cwd: string, ring: KeyRing): Promise<number> {
  const originals = await openOriginals({ recordings: join(cwd, 'recordings'), ring })
  const all = await Promise.all((await exchangesIn(cwd)).map(async (each) => originals.originalOf(each)))
  return all.filter((each) => each !== null).length
}

describe('ringback key', () => {
  it('says where the key is and how CI gets it, and does not print it unasked', async () => {
    const cwd = await recordedFolder([1])
    const { code, stdout } = await runCli(['key'], { cwd })
    const { current } = await readKeyRing(keyIn(cwd))
    expect(code).toBe(0)
    expect(stdout).toContain(current.keyId)
    expect(stdout).toContain(join(cwd, '.ringback/redaction.key'))
    expect(stdout).toContain('\n  gh secret set RINGBACK_REDACTION_KEY < .ringback/redaction.key\n')
    expect(stdout).toContain('RINGBACK_REDACTION_KEY: ${{ secrets.RINGBACK_REDACTION_KEY }}')
    expect(stdout).not.toContain(keyIn(cwd))
    expect((await runCli(['key', '--reveal'], { cwd })).stdout).toBe(`${keyIn(cwd)}\n`)
  })

  it('takes the key of the environment, and needs one', async () => {
    const cwd = await recordedFolder([])
    const key = generateRootKey()
    const { stdout } = await runCli(['key'], { cwd, env: { RINGBACK_REDACTION_KEY: key } })
    expect(stdout).toContain((await readKeyRing(key)).current.keyId)
    expect(stdout).toContain('printenv RINGBACK_REDACTION_KEY | gh secret set RINGBACK_REDACTION_KEY')
    expect(stdout).not.toContain(key)
    rmSync(join(cwd, '.ringback'), { recursive: true })
    expect(await runCli(['key'], { cwd })).toMatchObject({ code: 2 })
    expect((await runCli(['key', '--generate'], { cwd })).stdout).toMatch(/^rbk_[\w-]{48}\n$/)
  })
})

describe('ringback key rotate', () => {
  it('brings what has originals under a new key, and says what keeps the old one', async () => {
    const cwd = await recordedFolder([1, 2])
    await recordCalls(cwd, [3], {}, false)
    const old = keyIn(cwd)
    const { code, stdout, stderr } = await runCli(['key', 'rotate'], { cwd })
    expect([code, stderr]).toEqual([0, ''])
    const [current = '', ...older] = keyIn(cwd).split(',')
    expect(older).toEqual([old])
    expect(statSync(join(cwd, '.ringback/redaction.key')).mode & 0o777).toBe(0o600)
    const ids = await Promise.all([current, old].map(async (key) => (await readKeyRing(key)).current.keyId))
    expect(stdout).toContain(`The redaction key is ${ids[0]} now. 2 recordings have new pseudonyms.`)
    expect(stdout).toContain(`1 recording without originals keeps the pseudonyms of key ${ids[1]}.`)
    expect(stdout).not.toContain('rbk_')
    expect(await originalsIn(cwd, await readKeyRing(current))).toBe(4)
    expect(recordingsIn(cwd)).toHaveLength(3)
    // The recorder goes on with the new key.
    await recordCalls(cwd, [4])
    expect(await originalsIn(cwd, await readKeyRing(current))).toBe(6)
  })

  it('goes on with the key that an interrupted rotation has written', async () => {
    const cwd = await recordedFolder([1])
    const [next, old] = [generateRootKey(), keyIn(cwd)]
    writeFileSync(join(cwd, '.ringback/redaction.key'), `${next},${old}\n`)
    expect(await runCli(['key', 'rotate'], { cwd })).toMatchObject({ code: 0 })
    expect(keyIn(cwd)).toBe(`${next},${old}`)
    expect(await originalsIn(cwd, await readKeyRing(next))).toBe(2)
  })

  it('takes both keys from the environment, and refuses one alone or a wrong one', async () => {
    const [next, old] = [generateRootKey(), generateRootKey()]
    const cwd = await recordedFolder([1], { RINGBACK_REDACTION_KEY: old })
    const rotate = async (key: string) =>
      runCli(['key', 'rotate'], { cwd, env: { RINGBACK_REDACTION_KEY: key } })
    const ids = await Promise.all([next, old].map(async (key) => (await readKeyRing(key)).current.keyId))
    const alone = await rotate(old)
    expect(alone.code).toBe(2)
    expect(alone.stderr).toContain('RINGBACK_REDACTION_KEY=<new>,<old>')
    const wrong = await rotate(next)
    expect(wrong.code).toBe(2)
    for (const id of ids) expect(wrong.stderr).toContain(id)
    expect(await rotate(`${next},${old}`)).toMatchObject({ code: 0 })
    expect(await originalsIn(cwd, await readKeyRing(next))).toBe(2)
  })

  it('waits for nobody: a folder that is being recorded to is refused, and the key stays', async () => {
    const cwd = await recordedFolder([1])
    const before = keyIn(cwd)
    const recorder = await openRecorder({
      recordings: join(cwd, 'recordings'),
      ring: await readKeyRing(before),
      redaction: {},
      durability: 'process',
    })
    for (const argv of [
      ['key', 'rotate'],
      ['forget', callerOf(1).number],
      ['originals', 'prune'],
    ]) {
      const { code, stderr } = await runCli(argv, { cwd })
      expect([argv, code]).toEqual([argv, 2])
      expect(stderr).toContain('in use')
    }
    expect(keyIn(cwd)).toBe(before)
    await recorder.close()
  })
})

describe('ringback originals', () => {
  it('commit lets them into git, and says what that means', async () => {
    const cwd = await recordedFolder([1, 2])
    const git = (...argv: string[]): string => execFileSync('git', argv, { cwd, encoding: 'utf8' })
    git('init', '--quiet')
    const tracked = (): string[] => git('ls-files', '--others', '--exclude-standard').trim().split('\n')
    expect(tracked().filter((name) => !/^recordings\/[^/]+\.json$/.test(name))).toEqual([])
    const { code, stdout } = await runCli(['originals', 'commit'], { cwd })
    expect(code).toBe(0)
    expect(stdout).toMatch(/2 files, \d+\.\d KiB/)
    expect(stdout).toContain('git history keeps it')
    expect(stdout).toContain('gh secret set RINGBACK_REDACTION_KEY < .ringback/redaction.key')
    expect(tracked().filter((name) => name.startsWith('recordings/.originals/'))).toHaveLength(2)
    expect(tracked().filter((name) => name.includes('.ringback'))).toEqual([])
    await recordCalls(cwd, [3])
    expect(tracked().filter((name) => name.endsWith('.sealed'))).toHaveLength(3)
    expect((await runCli(['originals', 'commit'], { cwd })).stdout).toContain('git already takes')
  })

  it('commit refuses where there are none', async () => {
    const cwd = await recordedFolder([])
    expect(await runCli(['originals', 'commit'], { cwd })).toMatchObject({ code: 2 })
  })

  it('prune removes what has no recording, and what is old', async () => {
    const cwd = await recordedFolder([1, 2, 3])
    rmSync(join(cwd, 'recordings', recordingsIn(cwd)[0] ?? ''))
    const planned = await runCli(['originals', 'prune', '--dry-run'], { cwd })
    expect(planned.stdout).toContain('its recording is gone')
    expect(planned.stderr).toMatch(/^Would remove 1 original file, /)
    expect(sealedIn(cwd)).toHaveLength(3)
    const pruned = await runCli(['originals', 'prune'], { cwd })
    expect(pruned).toMatchObject({ code: 0, stdout: planned.stdout })
    expect(sealedIn(cwd)).toEqual(recordingsIn(cwd).map((name) => name.replace('.json', '.sealed')))
    expect((await runCli(['originals', 'prune', '--older-than', '9999w'], { cwd })).stdout).toBe('')
    expect((await runCli(['originals', 'prune', '--older-than', '1h'], { cwd })).stderr).toMatch(
      /^Removed 2 /,
    )
    expect(sealedIn(cwd)).toEqual([])
    expect(await runCli(['originals', 'prune', '--older-than', 'soon'], { cwd })).toMatchObject({ code: 2 })
  })

  it.each([
    ['--no-originals', ['--no-originals'], ''],
    ['originals: false', [], 'export default { originals: false }'],
  ])('are not kept with %s', async (_what, argv, config) => {
    const cwd = await recordedFolder([])
    if (config !== '') writeFileSync(join(cwd, 'ringback.config.mjs'), config)
    let send: (signal: NodeJS.Signals) => void = () => undefined
    const done = runCli(['record', '127.0.0.1:9', '--port', '0', '--format', 'ndjson', ...argv], {
      cwd,
      onStart: (sendSignal) => (send = sendSignal),
      onStdout: () => send('SIGTERM'),
    })
    expect((await done).code).toBe(0)
    expect(JSON.parse(readFileSync(join(cwd, 'recordings/.ringback/settings.json'), 'utf8'))).toMatchObject({
      originals: false,
    })
  })
})

describe('ringback forget', () => {
  it('shows and removes a person, also from pact files, and says what it cannot reach', async () => {
    const cwd = await recordedFolder([1, 2])
    const { number } = callerOf(1)
    mkdirSync(join(cwd, 'pacts'))
    const note = (exchangeId: string) => ({
      comments: { ringback: { kind: 'x', recorded: { exchangeId, original: 'sealed' } } },
    })
    const pact = join(cwd, 'pacts/twilio-app.json')
    writeFileSync(pact, JSON.stringify({ interactions: ['x0011', 'x0021'].map(note) }))
    const planned = await runCli(['forget', number, '--dry-run'], { cwd })
    expect(planned.code).toBe(0)
    expect(planned.stdout).toMatch(/^Would remove\n {2}CA[0-9a-f]{32} {2}2026-01-02T\S+ {2}2 exchanges\n/)
    expect(recordingsIn(cwd)).toHaveLength(2)
    expect(readFileSync(pact, 'utf8').match(/sealed/g)).toHaveLength(2)
    const { code, stdout } = await runCli(['forget', number], { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('2 exchanges of 1 recording, 2 originals, 0 set aside')
    expect(stdout).toContain(`${pact} has 1 interaction built from these recordings`)
    expect(stdout).toContain('git history')
    expect(recordingsIn(cwd)).toHaveLength(1)
    expect(sealedIn(cwd)).toHaveLength(1)
    expect(readFileSync(pact, 'utf8').match(/sealed/g)).toHaveLength(1)
    expect(await runCli(['forget', number], { cwd })).toMatchObject({ code: 1, stdout: '' })
  })

  it('takes a pseudonym, and a SID; the spool is settled first', async () => {
    const cwd = await recordedFolder([1])
    const recordings = join(cwd, 'recordings')
    const [exchange] = await exchangesIn(cwd)
    const pseudonym = exchange?.callSid ?? ''
    expect(await runCli(['forget', pseudonym], { cwd })).toMatchObject({ code: 0 })
    expect(recordingsIn(cwd)).toEqual([])
    await recordCalls(cwd, [1])
    expect(await runCli(['forget', callerOf(1).callSid], { cwd })).toMatchObject({ code: 0 })
    expect(recordingsIn(cwd)).toEqual([])
    const ring = await readKeyRing(keyIn(cwd))
    expect(await settleSpool({ recordings, ring })).toMatchObject({ state: 'empty' })
  })

  it.each([
    ['an own number', '+1 (415) 555-0199', 'ownNumbers'],
    ['the own account', `AC${'0'.repeat(32)}`, 'accountSid'],
    ['nothing', '+1', 'is not a number, an address or a SID'],
  ])('refuses %s', async (_what, who, said) => {
    const cwd = await recordedFolder([])
    writeFileSync(
      join(cwd, 'ringback.config.mjs'),
      `export default { ownNumbers: ['+14155550199'], accountSid: 'AC${'0'.repeat(32)}' }`,
    )
    const { code, stderr } = await runCli(['forget', who], { cwd })
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })
})
