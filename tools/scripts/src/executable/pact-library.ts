import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The package of Pact's native library for this machine: name and folder. */
export function pactLibraryPackage(): { readonly name: string; readonly folder: string } {
  const { platform, arch } = process
  const os = platform === 'win32' ? 'windows' : platform
  const name = `@pact-foundation/pact-core-${os}-${arch}${platform === 'linux' ? '-glibc' : ''}`
  const pactCore = createRequire(import.meta.url).resolve('@pact-foundation/pact-core')
  return { name, folder: dirname(createRequire(pactCore).resolve(`${name}/package.json`)) }
}

/** The files of that package by their paths, below a folder whose name has the hash of them. */
export function pactLibraryFiles(): Readonly<Record<string, Uint8Array>> {
  const { name, folder } = pactLibraryPackage()
  const prebuilds = join('prebuilds', `${process.platform}-${process.arch}`)
  const paths = ['package.json', ...readdirSync(join(folder, prebuilds)).map((file) => join(prebuilds, file))]
  const files = paths.map(
    (path) => [`${name}/${path.replaceAll('\\', '/')}`, readFileSync(join(folder, path))] as const,
  )
  const hash = createHash('sha256')
  for (const [path, bytes] of files) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes)
  const root = `pact-${hash.digest('hex').slice(0, 32)}`
  return Object.fromEntries(files.map(([path, bytes]) => [`${root}/${path}`, bytes]))
}
