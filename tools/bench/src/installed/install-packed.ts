import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../../../..')

/** The packages as users have them: packed, and installed outside of this repository. */
export interface Installed {
  /** The file that `ringback` starts. */
  readonly command: string
  remove(): void
}

/** The file that `ringback` starts, in a folder that the packages are installed in. */
export function commandIn(folder: string): string {
  return join(folder, 'node_modules/ringback/bin/ringback.js')
}

/**
 * Builds, packs and installs all packages. Takes a minute. A folder that is given is kept, and used as it is where they are
 * installed in it already. `others`: further packages, and their versions.
 */
export function installPacked(given?: string, others: Readonly<Record<string, string>> = {}): Installed {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'ringback-bench-installed-'))
  const command = commandIn(folder)
  const remove = (): void => {
    if (given === undefined) rmSync(folder, { recursive: true })
  }
  if (!existsSync(command)) install(folder, others)
  return { command, remove }
}

function install(folder: string, others: Readonly<Record<string, string>>): void {
  const tarballs = join(folder, 'tarballs')
  mkdirSync(tarballs, { recursive: true })
  execFileSync(process.execPath, [join(root, 'node_modules/.bin/tsc'), '-b'], { cwd: root, stdio: 'inherit' })
  for (const name of readdirSync(join(root, 'packages'))) {
    execFileSync('npm', ['pack', '--pack-destination', tarballs], {
      cwd: join(root, 'packages', name),
      stdio: 'ignore',
    })
  }
  const dependencies = Object.fromEntries(
    readdirSync(tarballs).map((file) => [packageName(file), `file:./tarballs/${file}`]),
  )
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: { ...dependencies, ...others } }),
  )
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'ignore',
  })
}

function packageName(file: string): string {
  const room = /^ringback-([a-z-]+)-\d/.exec(file)?.[1]
  return room === undefined ? 'ringback' : `@ringback/${room}`
}
