import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One public entry of a package: what `import ... from 'ringback/phone'` reads. */
export interface PublicEntry {
  /** The folder below `packages`. */
  readonly package: string
  /** `.` or `./phone`. */
  readonly subpath: string
  /** The built declaration file, from the root of the workspace. */
  readonly types: string
}

interface Manifest {
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>
}

/** Every entry with types of every public package. */
export function publicEntries(root: string): readonly PublicEntry[] {
  return readdirSync(join(root, 'packages')).flatMap((name) => {
    const manifest = JSON.parse(
      readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'),
    ) as Manifest
    if (manifest.private === true) return []
    return Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) =>
      typeof target === 'string' || target.types === undefined
        ? []
        : [{ package: name, subpath, types: join('packages', name, target.types) }],
    )
  })
}
