import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lockFolder } from '@ringback/recording/node'
import { postgresNotes } from '@ringback/recording/postgres'
import { generateRootKey, readKeyRing } from '@ringback/redaction/node'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callerOf, recordCalls } from './recorded-folder.ts'
import { runCli, type CliResult } from './run-cli.ts'
import { authToken, publicUrl, startSmallApp } from './small-app.ts'

let server: TestPool
let schemas = 0

beforeAll(async () => {
  server = await startPostgresPool()
}, 60_000)

afterAll(async () => server.stop())

const key = generateRootKey()

/** A folder with recorded calls, and a database into which they were pushed. */
interface Team {
  readonly cwd: string
  readonly schema: string
  readonly store: string
  readonly run: (argv: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CliResult>
}

async function team(calls: readonly number[], push: readonly string[] = ['--originals']): Promise<Team> {
  const schema = `originals_${schemas++}`
  const cwd = await mkdtemp(join(tmpdir(), 'ringback-team-'))
  const store = `${server.url}?schema=${schema}`
  const run: Team['run'] = async (argv, env = {}) =>
    runCli(argv, {
      cwd,
      env: { RINGBACK_REDACTION_KEY: key, RINGBACK_STORE: store, ...env },
      isTerminal: argv.includes('--reveal'),
    })
  await recordCalls(cwd, calls, { RINGBACK_REDACTION_KEY: key })
  expect(await run(['store', 'migrate'])).toMatchObject({ code: 0 })
  expect(await run(['store', 'push', ...push])).toMatchObject({ code: 0, stdout: '' })
  return { cwd, schema, store, run }
}

async function statistics({
  run,
}: Team): Promise<{ readonly exchanges: number; readonly originals: number }> {
  return JSON.parse((await run(['store', 'stats', '--format', 'json'])).stdout)
}

/** The texts of all files of the originals of a folder. */
function sealedIn(recordings: string): readonly string[] {
  const folder = join(recordings, '.originals')
  const names = readdirSync(folder).filter((name) => name.endsWith('.sealed'))
  return names.sort().map((name) => name + readFileSync(join(folder, name), 'latin1'))
}

describe('ringback store push and pull', () => {
  it('leave originals where they are unless they are asked for', async () => {
    const here = await team([1, 2], [])
    expect(await statistics(here)).toMatchObject({ exchanges: 4, originals: 0 })
    await here.run(['store', 'push', '--originals'])
    await here.run(['store', 'pull', '--recordings', 'copy'])
    expect(existsSync(join(here.cwd, 'copy', '.originals'))).toBe(false)
  })

  it('carry sealed originals, byte for byte, and twice is as good as once', async () => {
    const here = await team([1, 2, 3])
    for (const _time of [1, 2]) {
      const pushed = await here.run(['store', 'push', '--originals'])
      expect(pushed.stderr).toContain('6 exchanges and 6 originals of ')
      expect(await statistics(here)).toMatchObject({ exchanges: 6, originals: 6 })
      const pulled = await here.run(['store', 'pull', '--originals', '--recordings', 'copy'])
      expect(pulled.stderr).toContain('6 exchanges and 6 originals of ')
      expect(sealedIn(join(here.cwd, 'copy'))).toEqual(sealedIn(join(here.cwd, 'recordings')))
    }
    const { rows } = await server.pool.query<{ sealed: Buffer }>(
      `select sealed from ${here.schema}.originals`,
    )
    const text = rows.map(({ sealed }) => sealed.toString('latin1')).join('\n')
    for (const call of [1, 2, 3]) {
      for (const value of Object.values(callerOf(call))) expect(text).not.toContain(value.replace('+', ''))
    }
    expect((await here.run(['store', 'stats'])).stdout).toMatch(/with an original +6\n/)
  })

  it('need the key, and the right one', async () => {
    const here = await team([1])
    for (const direction of [['push'], ['pull', '--recordings', 'copy']]) {
      const argv = ['store', ...direction, '--originals']
      const none = await here.run(argv, { RINGBACK_REDACTION_KEY: '' })
      expect(none).toMatchObject({ code: 2, stdout: '' })
      expect(none.stderr).toContain('Originals are copied with the redaction key only')
      const other = await here.run(argv, { RINGBACK_REDACTION_KEY: generateRootKey() })
      expect(other).toMatchObject({ code: 2, stdout: '' })
      expect(other.stderr).toContain('redaction key')
    }
  })
})

describe('originals of a database', () => {
  it.each([false, true])(
    'are kept by commands that record only where the configuration says so: %s',
    async (originals) => {
      const app = await startSmallApp()
      const here = await team([1], [])
      if (originals)
        writeFileSync(join(here.cwd, 'ringback.config.mjs'), 'export default { originals: true }')
      const call = [
        'call',
        app.url,
        '--record',
        '--public-url',
        publicUrl,
        '--keys',
        '1',
        '--store',
        here.store,
      ]
      expect(await here.run(call, { TWILIO_AUTH_TOKEN: authToken })).toMatchObject({ code: 0 })
      await app.close()
      const found = await statistics(here)
      expect(found.exchanges).toBeGreaterThan(2)
      expect(found.originals).toBe(originals ? found.exchanges - 2 : 0)
    },
  )

  it('are shown with the key', async () => {
    const { run } = await team([1])
    const { number } = callerOf(1)
    expect((await run(['show', number, '--reveal'])).stdout).toContain(number.slice(2))
    expect((await run(['show', number])).stdout).not.toContain(number.slice(2))
  })

  it('have a retention of their own', async () => {
    const here = await team([1, 2])
    const shown = await here.run(['originals', 'prune', '--older-than', '1h', '--dry-run'])
    expect(shown).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^4 originals {2}\S+ \S+ {2}older than 1h\n$/),
    })
    expect(shown.stderr).toContain('Would remove 4 originals of postgres://')
    expect(await statistics(here)).toMatchObject({ originals: 4 })
    const pruned = await here.run(['originals', 'prune', '--older-than', '1h', '--store', here.store])
    expect(pruned.stderr).toContain('Removed 4 originals of postgres://')
    expect(await statistics(here)).toMatchObject({ exchanges: 4, originals: 0 })
    // Those of the folder are another matter.
    expect(sealedIn(join(here.cwd, 'recordings'))).toHaveLength(2)
    const ofFolder = await here.run([
      'originals',
      'prune',
      '--older-than',
      '1h',
      '--recordings',
      'recordings',
    ])
    expect(ofFolder.stderr).toContain('Removed 2 original files')
  })

  it('go with the calls that are pruned', async () => {
    const here = await team([1, 2])
    const pruned = await here.run(['store', 'prune', '--older-than', '1h'])
    expect(pruned.stderr).toContain('Removed 4 exchanges of 2 legs, 4 originals, and ')
    expect(await statistics(here)).toMatchObject({ exchanges: 0, originals: 0 })
  })

  it('do not go into git', async () => {
    const here = await team([1, 2])
    const committed = await here.run(['originals', 'commit'])
    expect(committed).toMatchObject({ code: 2, stdout: '' })
    expect(committed.stderr).toContain('do not go into git')
  })
})

describe('ringback key rotate', () => {
  it('brings a database under a new key, which is the only one that opens it then', async () => {
    const here = await team([1, 2])
    const newKey = generateRootKey()
    const [next, old] = await Promise.all(
      [newKey, key].map(async (each) => (await readKeyRing(each)).current.keyId),
    )
    const only = { RINGBACK_REDACTION_KEY: newKey }
    const both = { RINGBACK_REDACTION_KEY: `${newKey},${key}` }
    const { number } = callerOf(1)
    const notes = postgresNotes({ pool: server.pool, schema: here.schema })
    await notes.write('x0011', { tags: ['bug'], note: '' })
    const rotated = await here.run(['key', 'rotate'], both)
    expect(rotated).toMatchObject({ code: 0, stderr: '' })
    expect(rotated.stdout).toContain(` is ${next} now. 2 recordings have new pseudonyms.`)
    expect(rotated.stdout).not.toMatch(/rbk_|ringback:ringback/)
    const stats = await here.run(['store', 'stats', '--format', 'json'], only)
    expect(JSON.parse(stats.stdout)).toMatchObject({ exchanges: 4, originals: 4, keyId: next })
    expect((await here.run(['show', number, '--reveal'], only)).stdout).toContain(number.slice(2))
    expect(await notes.of(['x0011'])).toEqual(new Map([['x0011', { tags: ['bug'], note: '' }]]))
    const refused = await here.run(['show'])
    expect(refused.code).toBe(2)
    for (const keyId of [next, old]) expect(refused.stderr).toContain(keyId)
    // The same again, for when it was interrupted.
    expect((await here.run(['key', 'rotate'], both)).stdout).toContain('2 recordings had them before.')
  })

  it('needs both keys, from the environment', async () => {
    const here = await team([1])
    const alone = await here.run(['key', 'rotate'])
    expect(alone).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('RINGBACK_REDACTION_KEY=<new>,<old>'),
    })
    const wrong = await here.run(['key', 'rotate'], { RINGBACK_REDACTION_KEY: generateRootKey() })
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining((await readKeyRing(key)).current.keyId),
    })
    const none = await here.run(['key', 'rotate'], { RINGBACK_REDACTION_KEY: '' })
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('RINGBACK_REDACTION_KEY is not set'),
    })
    expect(await statistics(here)).toMatchObject({ keyId: (await readKeyRing(key)).current.keyId })
  })

  it('leaves what has no originals under the old key, and says so', async () => {
    const here = await team([1, 2], [])
    const both = { RINGBACK_REDACTION_KEY: `${generateRootKey()},${key}` }
    const rotated = await here.run(['key', 'rotate'], both)
    const { keyId } = (await readKeyRing(key)).current
    expect(rotated.stdout).toContain(`2 recordings without originals keep the pseudonyms of key ${keyId}.`)
    expect((await here.run(['show', callerOf(1).number], both)).code).toBe(0)
  })
})

describe('ringback forget', () => {
  it('removes a person from a database: exchanges, originals and notes', async () => {
    const here = await team([1, 2])
    const { number } = callerOf(1)
    const notes = postgresNotes({ pool: server.pool, schema: here.schema })
    await notes.write('x0011', { tags: ['bug'], note: '' })
    const planned = await here.run(['forget', number, '--dry-run'])
    expect(planned).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 exchanges of 1 recording, 2 originals'),
    })
    expect(await statistics(here)).toMatchObject({ exchanges: 4, originals: 4 })
    const forgotten = await here.run(['forget', number, '--store', here.store])
    expect(forgotten).toMatchObject({ code: 0, stderr: '' })
    expect(forgotten.stdout).toContain('2 exchanges of 1 recording, 2 originals')
    expect(forgotten.stdout).toContain('1 call had tags or notes')
    expect(await notes.of(['x0011'])).toEqual(new Map())
    expect(forgotten.stdout).toContain('other machines that record into postgres://')
    expect(forgotten.stdout).not.toContain('ringback:ringback')
    expect(await statistics(here)).toMatchObject({ exchanges: 2, originals: 2 })
    expect(await here.run(['forget', number])).toMatchObject({ code: 1, stdout: '' })
    // The folder is another place, from which it was not asked to remove anything.
    expect(sealedIn(join(here.cwd, 'recordings'))).toHaveLength(2)
  })

  it('keeps what was forgotten from being pushed again out of a folder', async () => {
    const here = await team([1, 2])
    const { number } = callerOf(1)
    expect(await here.run(['forget', number])).toMatchObject({ code: 0 })
    const pushed = await here.run(['store', 'push', '--originals'])
    expect(pushed).toMatchObject({ code: 0, stdout: '' })
    expect(pushed.stderr).toContain('Left out 2 exchanges of somebody, or of a call, that was forgotten in ')
    expect(pushed.stderr).not.toContain(number)
    expect(await statistics(here)).toMatchObject({ exchanges: 2, originals: 2 })
    // Nobody opens the list without its key, and the folder has the person still.
    await here.run(['store', 'push'], { RINGBACK_REDACTION_KEY: '' })
    expect(await statistics(here)).toMatchObject({ exchanges: 4 })
  })

  it('needs no folder on this machine, and finds a pseudonym without the key', async () => {
    const here = await team([1, 2])
    const elsewhere = await mkdtemp(join(tmpdir(), 'ringback-forget-'))
    const { rows } = await server.pool.query<{ sid: string }>(
      `select sid from ${here.schema}.legs order by sid`,
    )
    const env = { RINGBACK_STORE: here.store }
    const forgotten = await runCli(['forget', rows[0]?.sid ?? ''], { cwd: elsewhere, env })
    expect(forgotten).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('2 exchanges of 1 recording, 2 originals'),
    })
    expect(forgotten.stderr).toContain('The redaction key is not here')
    expect(readdirSync(elsewhere)).toEqual([])
    expect(await statistics(here)).toMatchObject({ exchanges: 2, originals: 2 })
    const wrong = await runCli(['forget', callerOf(2).number], {
      cwd: elsewhere,
      env: { ...env, RINGBACK_REDACTION_KEY: generateRootKey() },
    })
    expect(wrong).toMatchObject({ code: 2, stdout: '' })
    expect(wrong.stderr).toContain('was made with the redaction key')
  })

  it.each([key, ''])(
    'removes nothing while sealed exchanges wait for the database on this machine',
    async (given) => {
      const here = await team([1])
      const state = join(here.cwd, 'recordings', '.ringback')
      mkdirSync(join(state, 'spool'), { recursive: true })
      writeFileSync(join(state, 'spool', 'segment-00000001.sealed'), 'x')
      // What waits for the folder is another matter.
      const { number } = callerOf(1)
      const shown = await here.run(['forget', number, '--dry-run'])
      expect(shown).toMatchObject({ code: 0 })
      writeFileSync(
        join(state, 'settings.json'),
        JSON.stringify({ redaction: {}, durability: 'process', database: true }),
      )
      const lock = await lockFolder(join(here.cwd, 'recordings'))
      const refused = await here.run(['forget', number], { RINGBACK_REDACTION_KEY: given })
      lock.release()
      expect(refused).toMatchObject({ code: 2, stdout: '' })
      expect(refused.stderr).toContain('the person may be in them')
      expect(await statistics(here)).toMatchObject({ exchanges: 2 })
    },
  )
})
