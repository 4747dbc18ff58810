import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { declaredFramework, readManifests } from './detect-framework.ts'
import { readPackageJson } from './package-json.ts'

/** An app in a folder of a repository with several. */
export interface AppBelow {
  /** From the folder above, with slashes. */
  readonly path: string
  readonly framework: string
}

/** Folders that are looked at. */
const mostFolders = 200

/** Folders that hold apps in folders of their own. */
const parents = new Set(['apps', 'packages', 'services', 'servers'])

/** The apps in the folders of a folder, and in those of `apps/`, `packages/` and `services/`. */
export async function appsBelow(directory: string): Promise<readonly AppBelow[]> {
  const first = await foldersIn(directory, '')
  const second = await Promise.all(
    first.filter((path) => parents.has(path)).map((path) => foldersIn(directory, path)),
  )
  const apps = await Promise.all(
    [...first, ...second.flat()].slice(0, mostFolders).map((path) => appIn(directory, path)),
  )
  return apps.filter((app) => app !== undefined)
}

async function foldersIn(directory: string, path: string): Promise<readonly string[]> {
  const entries = await readdir(join(directory, path), { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map(({ name }) => (path === '' ? name : `${path}/${name}`))
    .toSorted()
}

async function appIn(directory: string, path: string): Promise<AppBelow | undefined> {
  const at = join(directory, path)
  try {
    const framework = declaredFramework(await readManifests(at), await readPackageJson(at))
    return framework && { path, framework: framework.name }
  } catch {
    // A file that cannot be read is told where its folder is asked for.
    return undefined
  }
}
