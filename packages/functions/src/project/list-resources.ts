import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { pathAndAccess, type Resource, type ResourceKind } from './resource.ts'

/** The Functions (`.js` files) or the assets (all files) below a folder, by path. Hidden files and packages are left out. */
export function listResources(folder: string, kind: ResourceKind): readonly Resource[] {
  return filesBelow(folder)
    .filter((file) => kind === 'asset' || file.endsWith('.js'))
    .map((file) => ({ ...pathAndAccess(relative(folder, file).split(sep).join('/'), kind), file }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
