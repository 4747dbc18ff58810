import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A public package of this workspace, packed. */
export interface PackedPackage {
  readonly name: string
  /** The path of its folder, from the root of the workspace. */
  readonly folder: string
  /** The whole path of the file that `npm pack` made. */
  readonly tarball: string
}

const root = join(import.meta.dirname, '../../../..')
const listName = 'packages.json'
/** The list that npm prints names every file of every package; Node takes a mebibyte of it by default. */
const listBytes = 64 * 2 ** 20

/**
 * Packs every public package as npm would publish it into a folder, which is made. A check that runs among others takes
 * what was packed for all of them: the folder in RINGBACK_PACKED.
 */
export function packPackages(into: string): readonly PackedPackage[] {
  const shared = process.env.RINGBACK_PACKED
  // Only this function writes the list.
  if (shared !== undefined) return JSON.parse(readFileSync(join(shared, listName), 'utf8')) as PackedPackage[]
  mkdirSync(into, { recursive: true })
  const folders = publicPackages()
  // One npm for all of them: each start of it takes half a second.
  const output = execFileSync(
    'npm',
    [
      'pack',
      '--json',
      '--pack-destination',
      resolve(into),
      ...[...folders.values()].flatMap((folder) => ['--workspace', folder]),
    ],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: listBytes },
  )
  // What npm prints.
  const tarballs = JSON.parse(output) as readonly { readonly name: string; readonly filename: string }[]
  const packed = [...folders].map(([name, folder]) => {
    const tarball = tarballs.find((each) => each.name === name)
    if (tarball === undefined) throw new Error(`npm pack made no tarball of ${folder}`)
    return { name, folder, tarball: join(resolve(into), tarball.filename) }
  })
  writeFileSync(join(into, listName), JSON.stringify(packed))
  return packed
}

/** The folders of the packages that are published, by their names. */
function publicPackages(): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(join(root, 'packages')).flatMap((each) => {
      const folder = join('packages', each)
      const { name, private: isPrivate } = JSON.parse(
        readFileSync(join(root, folder, 'package.json'), 'utf8'),
      ) as { name: string; private?: boolean }
      return isPrivate === true ? [] : [[name, folder] as const]
    }),
  )
}
