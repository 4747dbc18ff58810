import { basename, extname, relative, resolve, sep } from 'node:path'
import { watch } from 'chokidar'

/** Changes of files, gathered until somebody asks. */
export interface FileChanges {
  /** Waits for a change, `ms` milliseconds at most or until the signal aborts. Resolves to whether there is one. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<boolean>
  /** What has changed since the last time, from the watched folder, and forgets it. */
  readonly take: () => readonly string[]
  /** No longer reports changes of this file. */
  readonly ignore: (file: string) => void
  readonly close: () => Promise<void>
}

/** Folders that hold what others have written: packages, caches, what the app or ringback write themselves. */
const ignoredFolders: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  'venv',
  '__pycache__',
  'coverage',
  'tmp',
  'log',
  'logs',
])
/** What apps write while they run. */
const ignoredEndings: ReadonlySet<string> = new Set(
  ['.log', '.pid', '.pyc', '.db', '.sqlite', '.sqlite3', '.sock'].flatMap((ending) => [
    ending,
    `${ending}-wal`,
    `${ending}-shm`,
    `${ending}-journal`,
  ]),
)

/** Watches the files below a folder, but for what is ignored. Resolves when it does. `ignored`: further files and folders. */
export async function watchFiles(folder: string, ignored: readonly string[]): Promise<FileChanges> {
  const root = resolve(folder)
  const others = new Set(ignored.map((path) => resolve(path)))
  const muted = new Set<string>()
  let changed = new Set<string>()
  let wake = (): void => undefined
  const watcher = watch(root, {
    ignoreInitial: true,
    ignored: (path) => path !== root && (others.has(resolve(path)) || isIgnored(path)),
  })
  watcher.on('all', (event, path) => {
    const file = relative(root, path)
    if (event === 'addDir' || event === 'unlinkDir' || muted.has(file)) return
    changed.add(file)
    wake()
  })
  // What cannot be watched (too many files, a folder that is not readable) is not: the rest is.
  watcher.on('error', () => undefined)
  await new Promise<void>((done) => watcher.once('ready', done))
  return {
    async wait(ms, signal) {
      if (changed.size === 0 && !signal.aborted) {
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ms)
          wake = () => {
            clearTimeout(timer)
            done()
          }
          signal.addEventListener('abort', wake, { once: true })
        })
        signal.removeEventListener('abort', wake)
      }
      return changed.size > 0
    },
    take() {
      const taken = [...changed]
      changed = new Set()
      return taken
    },
    ignore: (file) => void muted.add(file),
    close: () => watcher.close(),
  }
}

function isIgnored(path: string): boolean {
  const name = basename(path.endsWith(sep) ? path.slice(0, -1) : path)
  if (name.startsWith('.') && !name.startsWith('.env')) return true
  return ignoredFolders.has(name) || ignoredEndings.has(extname(name).toLowerCase())
}
