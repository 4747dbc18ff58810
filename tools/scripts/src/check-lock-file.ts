/**
 * The lock file has to install on every platform and from any registry: each optional dependency needs an
 * entry of its own, and no entry may name a host.
 */
import { readFileSync } from 'node:fs'

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly resolved?: string
  readonly link?: boolean
}

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Entry>>
}

const problems = Object.entries(packages).flatMap(([path, entry]) => [
  ...Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
    .filter((name) => !isInstalledFor(path, name))
    .map((name) => `${path || 'the workspace'} needs ${name}, which has no entry`),
  ...(entry.resolved !== undefined && entry.link !== true ? [`${path} names a host: ${entry.resolved}`] : []),
])

for (const problem of problems) process.stdout.write(`package-lock.json: ${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1

/** Node's own look-up: the package's folder, then every folder above it. */
function isInstalledFor(path: string, name: string): boolean {
  const candidates = [`${path}/node_modules/${name}`.replace(/^\//, '')]
  for (let folder = path; folder !== '';) {
    folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : ''
    candidates.push(`${folder}/node_modules/${name}`.replace(/^\//, ''))
  }
  return candidates.some((candidate) => candidate in packages)
}
