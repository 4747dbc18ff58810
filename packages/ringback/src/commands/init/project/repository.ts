import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a project lies. */
export interface Repository {
  /** The folder that holds `.git`; the folder of the project where there is no repository. */
  readonly root: string
  /** The folder of the lock file, at most as high as the repository; undefined where there is none. */
  readonly lockFolder: string | undefined
  readonly packageManager: PackageManager
  /** Whether it is built elsewhere than by GitHub Actions. */
  readonly usesOtherCi: boolean
}

/** How a package manager of Node.js is called. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun'
  /** Runs a command of an installed package. */
  readonly execute: string
  /** Runs a script of package.json. */
  readonly run: string
  readonly add: string
  /** Installs what the lock file says. */
  readonly installLocked: string
}

const npm: PackageManager = {
  name: 'npm',
  execute: 'npx',
  run: 'npm run',
  add: 'npm install --save-dev',
  installLocked: 'npm ci',
}
const pnpm: PackageManager = {
  name: 'pnpm',
  execute: 'pnpm exec',
  run: 'pnpm run',
  add: 'pnpm add --save-dev',
  installLocked: 'pnpm install --frozen-lockfile',
}
const yarn: PackageManager = {
  name: 'yarn',
  execute: 'yarn',
  run: 'yarn run',
  add: 'yarn add --dev',
  installLocked: 'yarn install',
}
const bun: PackageManager = {
  name: 'bun',
  execute: 'bunx',
  run: 'bun run',
  add: 'bun add --dev',
  installLocked: 'bun install --frozen-lockfile',
}

const lockFiles: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['package-lock.json', npm],
  ['npm-shrinkwrap.json', npm],
  ['pnpm-lock.yaml', pnpm],
  ['yarn.lock', yarn],
  ['bun.lock', bun],
  ['bun.lockb', bun],
]

/** Looks at the folders above a project. `packageManager`: of its package.json, `pnpm@10.0.0`. */
export function repositoryOf(directory: string, packageManager: string | undefined): Repository {
  const above = foldersAbove(directory)
  const root = above.find((folder) => existsSync(join(folder, '.git')))
  const inside = root === undefined ? [directory] : above.slice(0, above.indexOf(root) + 1)
  const lock = inside
    .flatMap((folder) => lockFiles.map(([file, manager]) => ({ folder, file, manager })))
    .find(({ folder, file }) => existsSync(join(folder, file)))
  const declared = [pnpm, yarn, bun, npm].find(({ name }) => packageManager?.startsWith(`${name}@`))
  return {
    root: root ?? directory,
    lockFolder: lock?.folder,
    packageManager: declared ?? lock?.manager ?? npm,
    usesOtherCi: ['.gitlab-ci.yml', '.circleci', 'azure-pipelines.yml', 'Jenkinsfile'].some((name) =>
      existsSync(join(root ?? directory, name)),
    ),
  }
}

function foldersAbove(directory: string): readonly string[] {
  const above = dirname(directory)
  return above === directory ? [directory] : [directory, ...foldersAbove(above)]
}
