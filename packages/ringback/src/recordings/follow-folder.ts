import { statSync, watch, type FSWatcher } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createEventQueue, messageOf, type EventQueue } from '@ringback/common'
import { parseRecording, type Damage, type Exchange } from '@ringback/recording'
import { readRegularText } from '@ringback/recording/node'

/** How a folder is followed. */
export interface FollowOptions {
  readonly directory: string
  readonly signal: AbortSignal
  /** Ids of exchanges that are known already. */
  readonly known?: Iterable<string>
  /** Is called once whatever is recorded from then on is told. */
  readonly onReady?: () => void
  /** Is told of files that cannot be read, once each. */
  readonly onDamage: (damage: Damage) => void
}

/** Changes that follow each other within this time are one. */
const settleMs = 50
/** How often the folder is looked at where the file system reports no changes. */
const pollMs = 1000
/** Files that were changed within this time before are read at the start: their calls may go on. */
const recentMs = 10 * 60_000
/** An exchange in a file that was older is new when it began at most so long before. */
const longestExchangeMs = 60_000

/** The exchanges that are recorded into a folder from now on, as they get there. A folder that is not there yet is waited for. */
export async function* followFolder(options: FollowOptions): AsyncGenerator<Exchange, void, undefined> {
  const { directory, signal } = options
  const startedAt = Date.now()
  const stamps = new Map<string, string>()
  const known = new Set(options.known)
  const damaged = new Set<string>()
  const exchangesIn = async (name: string): Promise<readonly Exchange[]> => {
    const where = join(directory, name)
    const damage = (reason: string, line?: number): readonly Exchange[] => {
      if (!damaged.has(where)) options.onDamage({ where, reason, ...(line !== undefined && { line }) })
      damaged.add(where)
      return []
    }
    try {
      const parsed = parseRecording(await readRegularText(where))
      if ('recording' in parsed) return parsed.recording.exchanges
      return damage(parsed.damage.message, parsed.damage.line)
    } catch (error) {
      return damage(messageOf(error))
    }
  }
  const unread = new Set<string>()
  for (const { name, changedMs } of await changedFiles(directory, stamps)) {
    if (changedMs < startedAt - recentMs) unread.add(name)
    else for (const { id } of await exchangesIn(name)) known.add(id)
  }
  options.onReady?.()
  for await (const _change of changesOf(directory, signal)) {
    for (const { name } of await changedFiles(directory, stamps)) {
      const earliest = unread.has(name) ? startedAt - longestExchangeMs : -Infinity
      const fresh = (await exchangesIn(name)).filter(
        (exchange) => !known.has(exchange.id) && Date.parse(exchange.startedAt) > earliest,
      )
      for (const exchange of fresh) {
        known.add(exchange.id)
        yield exchange
      }
    }
  }
}

interface ChangedFile {
  readonly name: string
  readonly changedMs: number
}

/** The files that have changed since the last time, by name. */
async function changedFiles(directory: string, stamps: Map<string, string>): Promise<readonly ChangedFile[]> {
  const names: readonly string[] = await readdir(directory).catch(() => [])
  const changed: ChangedFile[] = []
  for (const name of names.toSorted()) {
    if (!name.endsWith('.json') || name.startsWith('.')) continue
    const found = await stat(join(directory, name)).catch(() => undefined)
    if (found?.isFile() !== true) continue
    const stamp = `${found.size} ${found.ctimeMs} ${found.ino}`
    if (stamps.get(name) === stamp) continue
    stamps.set(name, stamp)
    changed.push({ name, changedMs: found.ctimeMs })
  }
  return changed
}

/** An element for each time that files of a folder may have changed, until the signal aborts. */
function changesOf(directory: string, signal: AbortSignal): EventQueue<true> {
  const changes = createEventQueue<true>()
  let pending: NodeJS.Timeout | undefined
  let watcher: FSWatcher | undefined
  let watched: number | undefined
  const soon = (): void => {
    pending ??= setTimeout(() => {
      pending = undefined
      changes.push(true)
    }, settleMs)
  }
  const open = (): void => {
    try {
      watched = inodeOf(directory)
      watcher?.close()
      watcher = watch(directory, soon)
      watcher.on('error', () => (watcher = undefined))
      // Something may have changed before.
      soon()
    } catch {
      // It is not there yet, or the file system reports nothing: it is looked at from time to time.
      watcher = undefined
      soon()
    }
  }
  open()
  const poll = setInterval(() => {
    // A folder that was deleted and made again is another one.
    if (watcher === undefined || watched !== inodeOf(directory)) open()
  }, pollMs)
  const close = (): void => {
    clearTimeout(pending)
    clearInterval(poll)
    watcher?.close()
    changes.end()
  }
  if (signal.aborted) close()
  else signal.addEventListener('abort', close, { once: true })
  return changes
}

function inodeOf(directory: string): number | undefined {
  return statSync(directory, { throwIfNoEntry: false })?.ino
}
