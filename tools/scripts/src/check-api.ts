/**
 * The public API of every package against its snapshot in `packages/<name>/api/`, the documentation comment of each
 * public name, and the list of names in the package's README. Needs the declarations that `tsc -b` writes.
 * With `--write`, the snapshots and the lists are brought up to date.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { publicEntries, type PublicEntry } from './api/public-entries.ts'
import { publicNames, type PublicName } from './api/public-names.ts'
import { withApiSection, type EntryNames } from './api/readme-section.ts'

const root = join(import.meta.dirname, '../../..')
const write = process.argv.includes('--write')
const entries = publicEntries(root).map((entry) => ({ entry, names: publicNames(root, entry.types) }))

const problems = [
  ...entries.flatMap(({ entry, names }) => snapshotProblems(entry, names)),
  ...strayProblems(),
  ...entries.flatMap(({ entry, names }) => documentationProblems(entry, names)),
  ...[...Map.groupBy(entries, ({ entry }) => entry.package)].flatMap(([name, members]) =>
    readmeProblems(name, members),
  ),
]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

function fileOf({ package: name, subpath }: PublicEntry): string {
  return join(
    'packages',
    name,
    'api',
    `${subpath === '.' ? 'index' : subpath.slice(2).replaceAll('/', '-')}.txt`,
  )
}

function snapshotProblems(entry: PublicEntry, names: readonly PublicName[]): readonly string[] {
  const path = fileOf(entry)
  const text = names.map(({ name, declaration }) => `${name}\n  ${declaration}\n`).join('\n')
  const present = read(path)
  if (present === text) return []
  if (!write) return [`${path}: the public API changed. Run \`npm run generate\` and commit the snapshot.`]
  mkdirSync(join(root, 'packages', entry.package, 'api'), { recursive: true })
  writeFileSync(join(root, path), text)
  return []
}

/** Snapshots of entries that are gone. */
function strayProblems(): readonly string[] {
  const wanted = new Set(entries.map(({ entry }) => fileOf(entry)))
  const folders = new Set(entries.map(({ entry }) => join('packages', entry.package, 'api')))
  return [...folders].flatMap((folder) =>
    list(folder)
      .map((name) => join(folder, name))
      .filter((path) => !wanted.has(path))
      .flatMap((path) => {
        if (!write) return [`${path}: no entry of the package has this snapshot.`]
        rmSync(join(root, path))
        return []
      }),
  )
}

function documentationProblems(
  { package: name, subpath }: PublicEntry,
  names: readonly PublicName[],
): readonly string[] {
  const importName = `${name === 'ringback' ? 'ringback' : `@ringback/${name}`}${subpath.slice(1)}`
  return names
    .filter(({ doc, from }) => doc === null && from === null)
    .map((each) => `${importName}: ${each.name} has no documentation comment.`)
}

function readmeProblems(name: string, members: readonly EntryNames[]): readonly string[] {
  const path = join('packages', name, 'README.md')
  const readme = read(path)
  if (readme === undefined) return [`${path} does not exist.`]
  const wanted = withApiSection(readme, members)
  if (readme === wanted) return []
  if (!write)
    return [`${path}: the list of exports is stale. Run \`npm run generate\` and commit what it writes.`]
  writeFileSync(join(root, path), wanted)
  return []
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return undefined
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(join(root, folder))
  } catch {
    return []
  }
}
