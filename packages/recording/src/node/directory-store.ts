import { join } from 'node:path'
import type { RecordingStore } from '../recording-store.ts'
import { nodeFileSystem, type FileSystem } from './file-system.ts'
import { createJournal, segmentNumberOf, type Durability } from './journal.ts'
import { readJournal } from './journal-entry.ts'
import { lockFolder } from './lock.ts'
import { openRecordingFiles, type Damage } from './recording-files.ts'

export interface DirectoryStoreOptions {
  /** Where recordings are kept, one file a call; made when it is missing. */
  readonly directory: string
  /** `read`: look at what is there, also while another process records; nothing is written. */
  readonly access?: 'write' | 'read'
  /** Default `process`. */
  readonly durability?: Durability
  /** Bytes after which a new segment of the journal is started. Default 16 MiB. */
  readonly segmentBytes?: number
  /** A call with more exchanges is kept in several files. Default 2000. */
  readonly exchangesPerFile?: number
  /** Hears of files that turn out to be unreadable after the store was opened. */
  readonly onDamage?: (damage: Damage) => void
  /** Default: the real one. */
  readonly fs?: FileSystem
}

export interface DirectoryStore extends RecordingStore {
  readonly directory: string
  /** How many exchanges were kept, and how many were not, since the store was opened. */
  counts(): { readonly kept: number; readonly lost: number }
  /** Turns what the journal holds so far into recordings. */
  settle(): Promise<void>
}

/**
 * Opens a directory of recordings. What an earlier run left in the journal becomes part of the recordings, and
 * `recovery` says so. Throws `FolderInUseError` while another process records into the directory.
 */
export async function openDirectoryStore(options: DirectoryStoreOptions): Promise<DirectoryStore> {
  const {
    directory,
    access = 'write',
    durability = 'process',
    segmentBytes = 16 * 2 ** 20,
    exchangesPerFile = 2000,
    fs = nodeFileSystem,
  } = options
  const journalDirectory = join(directory, 'journal')
  const isReadOnly = access === 'read'
  if (isReadOnly && !(await fs.exists(directory))) {
    throw new Error(`${directory} does not exist: there are no recordings to read. Record into it first.`)
  }
  if (!isReadOnly) await fs.makeDirectory(journalDirectory)
  const lock = isReadOnly ? undefined : await lockFolder(directory)

  const damaged: Damage[] = []
  let onDamage = (damage: Damage): void => void damaged.push(damage)
  try {
    const files = await openRecordingFiles({
      fs,
      directory,
      isReadOnly,
      sync: durability === 'power',
      exchangesPerFile,
      onDamage: (damage) => onDamage(damage),
    })
    const leftover = await segments()
    const recovered = isReadOnly ? 0 : await settleSegments(leftover, false)
    onDamage = options.onDamage ?? (() => undefined)
    const journal = createJournal({
      fs,
      directory: journalDirectory,
      durability,
      segmentBytes,
      firstSegment: 1 + Math.max(0, ...leftover.map((name) => segmentNumberOf(name) ?? 0)),
    })
    let kept = 0
    let lost = 0
    /** A segment may have been brought in by half. */
    let hasFailed = false
    let state: 'open' | 'closed' = 'open'
    let turn: Promise<unknown> = Promise.resolve()

    return {
      directory,
      recovery: { recovered, damaged: [...damaged] },
      counts: () => ({ kept, lost }),
      async append(exchange) {
        try {
          assertWritable()
          await journal.append(exchange)
          kept += 1
        } catch (error) {
          lost += 1
          throw error
        }
      },
      async *list() {
        if (!isReadOnly) await settle()
        yield* isReadOnly ? listWithJournal() : files.list()
      },
      async read(callSid) {
        if (!isReadOnly) await settle()
        if (!isReadOnly) return files.read(callSid)
        for await (const recording of listWithJournal()) {
          if (recording.legs.some((leg) => leg.callSid === callSid)) return recording
        }
        return undefined
      },
      async write(recording) {
        assertWritable()
        await settle()
        await inTurn(async () => files.replace(recording))
      },
      settle,
      async close() {
        if (state === 'closed') return
        state = 'closed'
        try {
          if (!isReadOnly) await settle()
        } finally {
          lock?.release()
        }
      },
    }

    function assertWritable(): void {
      if (isReadOnly) throw new Error(`${directory} was opened for reading: nothing is written to it.`)
      if (state === 'closed') throw new Error(`The store of ${directory} is closed: nothing was written.`)
    }

    async function settle(): Promise<void> {
      if (isReadOnly) return
      await inTurn(async () => {
        await journal.seal()
        const areNew = !hasFailed
        hasFailed = true
        await settleSegments(await segments(), areNew)
        hasFailed = false
      })
    }

    async function inTurn<Result>(task: () => Promise<Result>): Promise<Result> {
      const result = turn.then(task)
      turn = result.catch(() => undefined)
      return result
    }

    async function* listWithJournal(): ReturnType<RecordingStore['list']> {
      const waiting = []
      for (const name of await segments()) waiting.push(...(await readSegment(name)).exchanges)
      yield* files.listWith(waiting)
    }

    async function settleSegments(names: readonly string[], areNew: boolean): Promise<number> {
      let added = 0
      for (const name of names) {
        const { exchanges, damaged } = await readSegment(name)
        for (const { line, reason, text } of damaged) {
          const aside = join(journalDirectory, `damaged-${name}-line-${line}.txt`)
          await fs.write(aside, Buffer.from(text), durability === 'power')
          onDamage({ where: aside, reason: `line ${line} of the journal's ${name}: ${reason}` })
        }
        added += await files.merge(exchanges, areNew)
        await fs.remove(join(journalDirectory, name))
      }
      return added
    }
  } catch (error) {
    lock?.release()
    throw error
  }

  async function segments(): Promise<string[]> {
    if (!(await fs.exists(journalDirectory))) return []
    const names = await fs.list(journalDirectory)
    return names.filter((name) => segmentNumberOf(name) !== undefined)
  }

  async function readSegment(name: string): Promise<ReturnType<typeof readJournal>> {
    return readJournal(await fs.read(join(journalDirectory, name)))
  }
}
