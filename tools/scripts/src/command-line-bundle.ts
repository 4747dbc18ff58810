import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { InputOptions, Plugin } from 'rolldown'

const packages = join(import.meta.dirname, '../../../packages')

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** What Node starts by the name of its file: the command line, and the threads and processes that it starts. */
const entries = [
  ['start', 'ringback', 'start'],
  ['settle-worker', 'redaction', 'node/settle/settle-worker'],
  ['load-thread', 'simulator', 'load/threads/load-thread'],
  ['native-verifier', 'contract', 'native/native-verifier'],
  ['folder-thread', 'inspector', 'calls/folder-thread'],
  ['ui-process', 'ringback', 'ui/ui-process'],
  ['record-worker', 'ringback', 'commands/record/workers/record-worker'],
] as const

/**
 * How the command line is bundled, for rolldown: out of `dist`, as it is published, or out of `src`. Only the packages of this
 * workspace are bundled; other dependencies stay dependencies, so that they keep their own versions and licenses. An import
 * that is not found or that the published package does not declare is an error: it would fail at the user's.
 */
export function commandLineBundle(from: 'dist' | 'src'): InputOptions {
  const extension = from === 'dist' ? 'js' : 'ts'
  const { dependencies, peerDependencies } = manifestIn(join(packages, 'ringback'))
  const installed = Object.keys({ ...dependencies, ...peerDependencies }).filter(
    (name) => !name.startsWith('@ringback/'),
  )
  return {
    input: Object.fromEntries(
      entries.map(([name, room, path]) => [name, join(packages, room, from, `${path}.${extension}`)]),
    ),
    platform: 'node',
    ...(from === 'src' && { resolve: { conditionNames: ['ringback:source', 'node', 'import', 'default'] } }),
    external: (id) => installed.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [versions],
    onLog(_level, log) {
      throw new Error(log.message)
    },
  }
}

/** A module of ours that reads the version beside its folder, which is another folder once it is bundled. */
const versions: Plugin = {
  name: 'versions',
  load: {
    filter: { id: /[\\/]packages[\\/][^\\/]+[\\/](?:dist|src)[\\/]version\.[jt]s$/ },
    handler: (id) => `export const version = ${JSON.stringify(manifestIn(join(dirname(id), '..')).version)}`,
  },
}

function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
