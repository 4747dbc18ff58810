import { readdir, readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

/** A source file of the project. */
export interface SourceFile {
  /** Its path from the folder of the project, with slashes. */
  readonly path: string
  readonly text: string
}

/** How much is read: enough for any app, and little in a folder that is none. */
const limits = { files: 400, folders: 400, fileBytes: 262_144, depth: 7 }

const skipped = new Set(
  (
    'node_modules bower_components vendor venv env site-packages __pycache__ dist build out target bin obj coverage tmp log logs ' +
    'public static assets recordings pacts fixtures test tests __tests__ spec e2e docs examples migrations'
  ).split(' '),
)
/** Tests, and the configuration of tools: `phone.test.ts`, `vitest.config.ts`. */
const isNoSource = /(?:[._-](?:test|spec)\.\w+|\.config\.\w+|_test\.\w+|\btest_\w*\.py)$/

/** The source files of a folder with one of these extensions, those near its top first. Links are not followed. */
export async function sourceFiles(
  directory: string,
  extensions: ReadonlySet<string>,
): Promise<readonly SourceFile[]> {
  const found: string[] = []
  const folders = [{ path: '', depth: 0 }]
  // Grows while it is gone through.
  for (const { path, depth } of folders) {
    const entries = await readdir(join(directory, path), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
      const at = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) {
        if (skipped.has(entry.name) || entry.name.startsWith('.') || depth >= limits.depth) continue
        if (folders.length < limits.folders) folders.push({ path: at, depth: depth + 1 })
      } else if (entry.isFile() && extensions.has(extname(entry.name)) && !isNoSource.test(entry.name)) {
        found.push(at)
      }
    }
    if (found.length >= limits.files) break
  }
  const files = await Promise.all(found.slice(0, limits.files).map((path) => sourceFile(directory, path)))
  return files.filter((file) => file !== undefined)
}

async function sourceFile(directory: string, path: string): Promise<SourceFile | undefined> {
  try {
    const at = join(directory, path)
    if ((await stat(at)).size > limits.fileBytes) return undefined
    return { path, text: await readFile(at, 'utf8') }
  } catch {
    // What cannot be read says nothing about the app.
    return undefined
  }
}
