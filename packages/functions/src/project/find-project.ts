import { RingbackError } from '@ringback/common'
import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** Where the parts of a project with Functions are. */
export interface Project {
  /** The folder of `.env` and of the packages that the Functions require. */
  readonly root: string
  readonly functions: string
  /** Undefined for a project without assets. */
  readonly assets: string | undefined
}

/** The names of Twilio's Serverless Toolkit, and where its TypeScript template compiles to; in this order. */
const functionFolders = ['functions', 'dist/functions', 'src']
const assetFolders = ['assets', 'static']

/**
 * Finds a project by its folder, or by the folder of its Functions.
 * @throws {RingbackError} when there is no such folder.
 */
export function findProject(folder: string): Project {
  const given = resolve(folder)
  if (!isFolder(given)) {
    throw new RingbackError('no-functions-folder', `There is no folder ${given}.`, {
      remedy: 'Pass the folder of the project that holds functions/, or the folder of the Functions itself.',
    })
  }
  const inside = folderIn(given, functionFolders)
  const functions = inside ?? given
  const root = inside === undefined ? rootOf(dirname(given)) : given
  return {
    root,
    functions,
    assets: folderIn(dirname(functions), assetFolders) ?? folderIn(root, assetFolders),
  }
}

function folderIn(parent: string, names: readonly string[]): string | undefined {
  return names.map((name) => join(parent, name)).find(isFolder)
}

/** The nearest folder at or above this one that has a package.json or an .env; without one, this folder. */
function rootOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (exists(join(at, 'package.json')) || exists(join(at, '.env'))) return at
    if (dirname(at) === at) return folder
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
