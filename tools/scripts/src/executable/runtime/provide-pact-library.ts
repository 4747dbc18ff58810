import { join } from 'node:path'
import { getAssetKeys, getRawAsset } from 'node:sea'
import { unpack } from './unpack.ts'

/** The names of the library's files: the hash of all of them, and the path of each. */
const assetName = /^(pact-[0-9a-f]+)\/(.+)$/

/** Unpacks Pact's native library and tells Pact where it is. */
export function providePactLibrary(): void {
  const found = getAssetKeys().flatMap((key) => {
    const [, name = '', path = ''] = assetName.exec(key) ?? []
    return path === '' ? [] : [{ name, path, bytes: new Uint8Array(getRawAsset(key)) }]
  })
  const manifest = found.find(({ path }) => path.endsWith('/package.json'))
  if (manifest === undefined) return
  const folder = unpack(manifest.name, found)
  // Both: Pact looks for a library in the working directory before it looks into its package.
  process.env['PACT_PREBUILD_PACKAGE_LOCATION'] = folder
  process.env['PACT_PREBUILD_LOCATION'] = join(folder, manifest.path, '..')
}
