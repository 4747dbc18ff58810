import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Recording } from '@ringback/recording'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changingLines, recordingLines } from './compared-lines.ts'
import { publicUrl } from '../small-app.ts'
import { changingUses, recordingUses } from './servers.ts'
import { startTwoPlaces, theApp, told, untimed, type Pair, type TwoPlaces } from './two-places.ts'

let places: TwoPlaces
beforeAll(async () => {
  places = await startTwoPlaces()
}, 60_000)
afterAll(async () => places.stop())

describe('a command that changes recordings leaves the same in a database as in a folder', () => {
  it.each(changingLines.map((argv) => [argv.join(' '), argv] as const))('%s', async (_name, argv) => {
    const { folder, database } = await places.copy()
    const [ofFolder, ofDatabase] = [await folder.run(argv), await database.run(argv)]
    expect(ofDatabase.code).toBe(ofFolder.code)
    await expectSame({ folder, database }, answeredAtOnce)
  })
})

describe('a command that changes recordings leaves the same, and says so, in a database as in a folder', () => {
  it.each(Object.entries(changingUses))('%s', async (_name, use) => {
    const { folder, database } = await places.copy()
    const ofFolder = await use(folder)
    expect(ofFolder).toMatchObject({ code: 0 })
    expect(await use(database)).toEqual(ofFolder)
  })
})

describe('a command that records keeps the same in a database as in a folder', () => {
  it.each(recordingLines.map((argv) => [argv.join(' '), argv] as const))('%s', async (_name, argv) => {
    const { folder, database } = await places.empty()
    const har = await places.pair.folder.run(['export', 'har'])
    for (const { cwd } of [folder, database]) await writeFile(join(cwd, 'recorded.har'), har.stdout)
    const [ofFolder, ofDatabase] = [await folder.run(argv), await database.run(argv)]
    expect(told(ofDatabase, database)).toEqual(told(ofFolder, folder))
    await expectSame({ folder, database }, untimed)
  })

  it.each(Object.entries(recordingUses))('%s', async (name, use) => {
    const { folder, database } = await places.empty()
    const ofFolder = await use(folder)
    expect(await use(database)).toEqual(ofFolder)
    await expectSame({ folder, database }, name.startsWith('serve') ? gist : untimed)
  })
})

it('two calls of the virtual Twilio, which begin at the same virtual time, are two calls in either', async () => {
  const { folder, database } = await places.empty()
  for (const side of [folder, database]) {
    for (const keys of ['1', '2'])
      await side.run(['call', theApp, '--record', '--public-url', publicUrl, '--keys', keys])
    const ids = (await side.recorded()).map(({ exchanges: [first] }) => first?.id)
    expect(new Set(ids).size).toBe(2)
  }
})

async function expectSame(
  { folder, database }: Pair,
  view: (recording: Recording) => unknown,
): Promise<void> {
  const ofFolder = (await folder.recorded()).map(view)
  expect(ofFolder.length).toBeGreaterThan(0)
  expect((await database.recorded()).map(view)).toEqual(ofFolder)
}

/** When and how fast an app answered is not the same twice. */
function answeredAtOnce(recording: Recording): Recording {
  return {
    ...recording,
    exchanges: recording.exchanges.map((exchange) => {
      const { response } = exchange
      const headers = response?.headers.filter(([name]) => name !== 'Date') ?? []
      return { ...exchange, durationMs: 0, response: response && { ...response, headers } }
    }),
  }
}

/** What is the same of a call of `serve` whenever it is placed: its SIDs, times and tokens are not. */
function gist({ legs, exchanges }: Recording): unknown {
  return {
    legs: legs.length,
    exchanges: exchanges.map(({ kind, request, response, redaction, signature, problem }) => [
      kind,
      request.method,
      new URL(request.url).pathname.replace(/[A-Z]{2}[0-9a-f]{32}/g, '<sid>'),
      'text' in request.body ? [...new URLSearchParams(request.body.text).keys()] : null,
      response?.status,
      redaction,
      signature,
      problem,
    ]),
  }
}
