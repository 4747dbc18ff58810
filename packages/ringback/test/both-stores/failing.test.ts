import { startTcpRelay, type TcpRelay } from '@ringback/test-support/tcp-relay'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import { publicUrl } from '../small-app.ts'
import { runShown } from '../ui/shown-run.ts'
import { startTwoPlaces, theApp, type TwoPlaces } from './two-places.ts'

let places: TwoPlaces
let relay: TcpRelay
beforeAll(async () => {
  places = await startTwoPlaces()
  relay = await startTcpRelay(places.port)
}, 60_000)
afterAll(async () => {
  await relay.close()
  await places.stop()
})

const call = ['call', theApp, '--record', '--public-url', publicUrl, '--keys', '1']

describe('a database whose connection breaks while exchanges are written is named as what fails', () => {
  it.each([
    ['call', call],
    ['import har', ['import', 'har']],
    ['replay --update', ['replay', theApp, '--update']],
    ['call --ui', [...call, '--ui']],
  ])('%s', async (_name, argv) => {
    const { folder, database } = await places.copy()
    const { stdout: har } = await folder.run(['export', 'har'])
    void relay.cutAnswer((sent) => sent.includes('provenance'))
    const written = [...folder.argv(argv), '--store', relay.through(database.argv([]).at(-1) ?? '')]
    const { cwd, env } = database
    const result = argv.includes('--ui')
      ? await runShown(written, { cwd, env }).result
      : await runCli(written, { cwd, env, stdin: har })
    expect(result.stderr).toContain(
      `The database postgres://127.0.0.1:${relay.port}/postgres cannot be used: Connection terminated`,
    )
    expect(result.stderr).toContain('that the database is running')
    expect(result.stderr).not.toMatch(/recordings folder|ringback:ringback/)
    expect(result.code).toBe(2)
  })
})
