import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nobody, readingLines } from './compared-lines.ts'
import { uses } from './servers.ts'
import { startTwoPlaces, told, type Side, type TwoPlaces } from './two-places.ts'

let places: TwoPlaces
beforeAll(async () => {
  places = await startTwoPlaces()
}, 60_000)
afterAll(async () => places.stop())

describe('a command that reads recordings says the same of a database as of a folder', () => {
  it.each(readingLines.map((argv) => [argv.join(' '), argv] as const))('%s', async (_name, argv) => {
    const { folder, database } = places.pair
    const [ofFolder, ofDatabase] = [await folder.run(argv), await database.run(argv)]
    // A command that cannot run at all says the same anywhere.
    expect(argv.includes(nobody) ? [2] : [0, 1]).toContain(ofFolder.code)
    expect(told(ofDatabase, database)).toEqual(told(ofFolder, folder))
  })

  it.each(Object.entries(uses))('%s', async (_name, use) => {
    const { folder, database } = places.pair
    const ofFolder = await use(folder)
    expect(await use(database)).toEqual(ofFolder)
  })

  it('and writes the same files', () => {
    const written = writtenIn(places.pair.folder)
    expect(Object.keys(written).join('\n')).toMatch(/calls\.html[^]*findings[^]*pacts/)
    const sealed = Object.entries(written).filter(([name]) => name.startsWith('sealed-pacts'))
    expect(sealed.map(([, text]) => text).join()).toContain('"original": "')
    expect(writtenIn(places.pair.database)).toEqual(written)
  })
})

/** The texts of the files that commands wrote, but for recordings. */
function writtenIn({ cwd }: Side): Readonly<Record<string, string>> {
  const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('recordings') && statSync(join(cwd, name)).isFile())
    .toSorted()
  return Object.fromEntries(names.map((name) => [name, timeless(readFileSync(join(cwd, name), 'utf8'))]))
}

/** A text without when it was written, and without where the calls of the page are from. */
function timeless(text: string): string {
  return text
    .replace(/"folder":"(?:recordings|postgres)"/, '"folder":""')
    .replaceAll(/"\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT"|"[\da-f]{8}-[\da-f]{4}-[\da-f-]{22}"/g, '""')
    .replaceAll(/"(id|startedAt)": "\d{4}-?\d\d-?\d\dT[^"]*"/g, '"$1": ""')
    .replaceAll(/"durationMs": [\d.]+/g, '"durationMs": 0')
}
