import { setTimeout as wait } from 'node:timers/promises'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  recordingsOf,
  serializeRecording,
  type Exchange,
  type ListedRecording,
  type Recording,
  type RecordingsReader,
} from '@ringback/recording'
import { openDirectoryStore, openRecordingsReader } from '@ringback/recording/node'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { exchange, exchanges, sid } from '../../exchanges.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'ringback-index-'))
const indexOf = (directory: string): string => join(directory, '.ringback', 'index.tsv')
const redaction = { keyId: '0011223344556677', replaced: { address: 2 } }

function call(number: number, changes: Partial<Exchange> = {}): Recording {
  const callSid = sid('CA', number)
  const id = `01m8hz${String(number).padStart(14, '0')}`
  const [recording] = recordingsOf([exchange({ id, callSid, redaction, ...changes })])
  if (recording === undefined) throw new Error('an exchange makes a recording')
  return recording
}

function write(directory: string, name: string, recording: Recording): void {
  writeFileSync(join(directory, name), serializeRecording(recording))
}

interface Opened {
  readonly reader: RecordingsReader
  /** How many files were read. */
  readonly read: number
}

/** Opens a folder as if some time had passed since its last change. */
async function open(directory: string): Promise<Opened> {
  let read = 0
  const reader = await openRecordingsReader({
    directory,
    fewestIndexed: 0,
    now: () => Date.now() + 5000,
    onProgress: (_done, total) => (read = total),
  })
  return { reader, read }
}

async function listed({ reader }: Opened): Promise<readonly ListedRecording[]> {
  return [...(await reader.list())]
}

async function all(opened: Opened): Promise<readonly (Recording | undefined)[]> {
  return Promise.all((await listed(opened)).map(async (each) => opened.reader.read(each)))
}

/** What the store finds, which reads every file. */
async function whole(directory: string): Promise<{ recordings: readonly Recording[]; damaged: string[] }> {
  const store = await openDirectoryStore({ directory, access: 'read' })
  const recordings: Recording[] = []
  for await (const recording of store.list()) recordings.unshift(recording)
  const damaged = store.damage().map(({ where }) => where)
  await store.close()
  return { recordings, damaged: damaged.sort() }
}

/** Calls that start at the same time have no order. */
function inOrder(recordings: readonly (Recording | undefined)[]): readonly (Recording | undefined)[] {
  const idOf = (recording: Recording | undefined): string => recording?.exchanges[0]?.id ?? ''
  return recordings.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}

const calls = fc.integer({ min: 0, max: 3 })
const texts = fc.constantFrom('+14155550100', '+14155550199', 'anonymous')
/** What git, an editor, or a recorder may do to a folder. */
const changes = fc.oneof(
  fc.record({ what: fc.constant('write'), file: calls, call: calls, text: texts } as const),
  fc.record({ what: fc.constant('replace'), file: calls, call: calls, text: texts } as const),
  fc.record({ what: fc.constant('edit and set the time back'), file: calls } as const),
  fc.record({ what: fc.constant('remove'), file: calls } as const),
  fc.record({ what: fc.constant('rename'), file: calls, call: calls } as const),
  fc.record({ what: fc.constant('damage'), file: calls } as const),
  fc.record({ what: fc.constant('spoil the index') } as const),
)

function apply(
  directory: string,
  change: typeof changes extends fc.Arbitrary<infer Change> ? Change : never,
): void {
  const path = (number: number): string => join(directory, `call-${number}.json`)
  if (change.what === 'spoil the index') {
    if (existsSync(indexOf(directory))) writeFileSync(indexOf(directory), 'no index')
    return
  }
  const file = path(change.file)
  const text = (from: string, number: number): string =>
    serializeRecording(
      call(number, {
        request: {
          method: 'POST',
          url: 'https://a.example/',
          headers: [],
          body: { text: `From=${from}&To=x` },
        },
      }),
    )
  if (change.what === 'write') writeFileSync(file, text(change.text, change.call))
  else if (change.what === 'replace') {
    writeFileSync(`${file}.new`, text(change.text, change.call))
    renameSync(`${file}.new`, file)
  } else if (!existsSync(file)) return
  else if (change.what === 'remove') rmSync(file)
  else if (change.what === 'rename') renameSync(file, path(change.call))
  else if (change.what === 'damage') writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20))
  else {
    // The same size, and the time of modification is set back, as a copy that keeps times does.
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('555', '556'))
    utimesSync(file, 1, 1)
  }
}

test('every change of the folder is seen', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(changes, { maxLength: 3 }), { maxLength: 5 }), async (rounds) => {
      const directory = folder()
      for (const round of rounds) {
        for (const change of round) apply(directory, change)
        const opened = await open(directory)
        const expected = await whole(directory)
        expect(inOrder(await all(opened))).toEqual(inOrder(expected.recordings))
        expect(opened.reader.damage().map(({ where }) => where)).toEqual(expected.damaged)
        // Now the index says which files belong together.
        expect(await listed(await open(directory))).toEqual(await listed(opened))
        // The clock of the file system moves in steps.
        await wait(15)
      }
    }),
    { numRuns: 25 },
  )
})

test('what the index gives back is what the files said', async () => {
  await fc.assert(
    fc.asyncProperty(exchanges, async (given) => {
      const directory = folder()
      const redacted = given.map((each) => ({ ...each, redaction }))
      for (const [number, recording] of recordingsOf(redacted).entries()) {
        write(directory, `call-${number}.json`, recording)
      }
      const [cold, warm] = [await open(directory), await open(directory)]
      expect(warm.read).toBe(0)
      expect(await listed(warm)).toEqual(await listed(cold))
      expect(inOrder(await all(warm))).toEqual(inOrder((await whole(directory)).recordings))
    }),
    { numRuns: 50 },
  )
})

describe('the index', () => {
  it('lets only files be read that are new or changed, however many there are', async () => {
    const directory = folder()
    for (let number = 0; number < 300; number++) write(directory, `call-${number}.json`, call(number))
    expect((await open(directory)).read).toBe(300)
    expect((await open(directory)).read).toBe(0)
    write(directory, 'call-300.json', call(300))
    rmSync(join(directory, 'call-7.json'))
    expect((await open(directory)).read).toBe(1)
    expect(await listed(await open(directory))).toHaveLength(300)
  })

  it('knows files by whatever names they have', async () => {
    const directory = folder()
    const names = ['a\tb', String.raw`a\tb`, 'a', 'a\nb', 'Z', 'é', String.raw`\0`, '\v']
    for (const [number, name] of names.entries()) write(directory, `${name}.json`, call(number))
    const [cold, warm] = [await open(directory), await open(directory)]
    expect([cold.read, warm.read]).toEqual([names.length, 0])
    expect((await listed(warm)).map(({ files }) => files)).toEqual(
      (await listed(cold)).map(({ files }) => files),
    )
  })

  it('lists by time, whatever the names of the files say, and as often as it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 999 }), { maxLength: 12 }), async (seconds) => {
        const directory = folder()
        const startOf = (second: number): string =>
          new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()
        for (const [number, second] of seconds.entries()) {
          write(directory, `call-${number}.json`, call(number, { startedAt: startOf(second) }))
        }
        const expected = seconds.toSorted((a, b) => a - b).map(startOf)
        await open(directory)
        const warm = await open(directory)
        for (const _time of [1, 2]) {
          expect((await listed(warm)).map(({ summary }) => summary.startedAt)).toEqual(expected)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('does not trust a file that changed a moment ago', async () => {
    const directory = folder()
    write(directory, 'call-1.json', call(1))
    const openNow = async (): Promise<number> => {
      let read = 0
      await openRecordingsReader({
        directory,
        fewestIndexed: 0,
        onProgress: (_done, total) => (read = total),
      })
      return read
    }
    expect([await openNow(), await openNow()]).toEqual([1, 1])
  })

  it('holds nothing of what is not redacted', async () => {
    const directory = folder()
    const { redaction: _redaction, ...plain } = call(1).exchanges[0] ?? exchange({ id: '1' })
    const [recording] = recordingsOf([plain])
    if (recording !== undefined) write(directory, 'plain.json', recording)
    write(directory, 'redacted.json', call(2))
    const opened = await open(directory)
    expect(await listed(opened)).toHaveLength(2)
    const text = readFileSync(indexOf(directory), 'utf8')
    expect(text).toContain(sid('CA', 2))
    expect(text).not.toContain(sid('CA', 1))
  })

  it('brings together the files of one call, and the legs that only one of them names', async () => {
    const directory = folder()
    const [child, parent] = [sid('CA', 2), sid('CA', 1)]
    write(directory, 'a.json', call(1))
    write(directory, 'b.json', call(2, { callSid: child, parentCallSid: parent }))
    await open(directory)
    const recordings = await listed(await open(directory))
    expect(recordings).toHaveLength(1)
    expect(recordings[0]?.summary).toMatchObject({
      callSid: parent,
      legs: [parent, child],
      exchanges: 2,
    })
  })

  it('is never missed: not in a folder that nobody may write to, nor where it cannot be written', async () => {
    const directory = folder()
    write(directory, 'call-1.json', call(1))
    writeFileSync(join(directory, '.ringback'), 'a file in the way')
    expect(await listed(await open(directory))).toHaveLength(1)
    chmodSync(directory, 0o500)
    expect(await listed(await open(directory))).toHaveLength(1)
    chmodSync(directory, 0o700)
  })

  it('leaves nothing unfinished behind, and stays out of git', async () => {
    const directory = folder()
    write(directory, 'call-1.json', call(1))
    await Promise.all([open(directory), open(directory), open(directory)])
    expect(readdirSync(join(directory, '.ringback')).sort()).toEqual(['.gitignore', 'index.tsv'])
  })

  it('opens regular files only', async () => {
    const directory = folder()
    mkdirSync(join(directory, 'directory.json'))
    symlinkSync(join(directory, 'nowhere'), join(directory, 'link.json'))
    const { reader } = await open(directory)
    expect(reader.damage().map(({ reason }) => reason)).toEqual([
      'a directory; it was not opened',
      'not a regular file (a pipe, socket, device or broken link); it was not opened',
    ])
  })
})

test('a folder that is not there is an error that says what to do', async () => {
  await expect(open(join(folder(), 'none'))).rejects.toMatchObject({ code: 'no-recordings' })
})
