import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { InputOptions, Plugin } from 'rolldown'
import { commandLineBundle } from '../command-line-bundle.ts'

const packages = join(import.meta.dirname, '../../../../packages')
const runtime = join(import.meta.dirname, 'runtime')

/** Packages that ringback asks for by name when it needs them, so that a bundler does not see them. */
const namedAtRunTime = ['string-width', 'wrap-ansi']
const ringback = createRequire(join(packages, 'ringback/package.json'))

/** Entries of `ringback` that need a package which the executable does not contain. */
const withPeers = ['vitest', 'msw', 'msw-register', 'msw-server', 'postgres']

/** `exports` of ringback's manifest. */
interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly 'ringback:source': string }>>
}

/**
 * The bundle of the command line with everything that it depends on, and with the entries of `ringback` that a
 * configuration or an app may import. The files of packages stand in `node_modules/`, by the name of the package.
 */
export function executableBundle(): InputOptions {
  const { input, plugins, ...options } = commandLineBundle('src')
  return {
    ...options,
    input: {
      // The entries of the command line are an object.
      ...(input as Readonly<Record<string, string>>),
      load: join(runtime, 'load.ts'),
      ...Object.fromEntries(namedAtRunTime.map((name) => [`node_modules/${name}`, ringback.resolve(name)])),
      'node_modules/@pact-foundation/pact-core': join(runtime, 'pact-core.ts'),
      ...publicEntries(),
    },
    external: (id) => ['msw', 'pg', 'vitest'].some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [plugins, page, threads],
    onLog(level, log) {
      if (level === 'warn' && log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
    },
  }
}

/** The script that runs first, in the process and in its threads: one file of CommonJS, which is what Node takes. */
export function mainBundle(): InputOptions {
  return { input: { main: join(runtime, 'main.ts') }, platform: 'node' }
}

function publicEntries(): Readonly<Record<string, string>> {
  const { exports } = JSON.parse(readFileSync(join(packages, 'ringback/package.json'), 'utf8')) as Manifest
  return Object.fromEntries(
    Object.entries(exports).flatMap(([path, target]) => {
      if (typeof target === 'string') return []
      const source = target['ringback:source']
      return withPeers.some((name) => source.endsWith(`/entries/${name}.ts`))
        ? []
        : [[join('node_modules/ringback', path), join(packages, 'ringback', source)] as const]
    }),
  )
}

/** The page of the inspector is a part of the code, since there is no package to read it from. */
const page: Plugin = {
  name: 'page of the inspector',
  load: {
    filter: { id: /[\\/]inspector[\\/]src[\\/]server[\\/]page-files\.ts$/ },
    handler() {
      const files = { html: 'index.html', script: 'page.js', style: 'page.css' }
      const texts = Object.fromEntries(
        Object.entries(files).map(([name, file]) => [
          name,
          readFileSync(join(packages, 'inspector/dist/static', file), 'utf8'),
        ]),
      )
      return {
        code: `const files = ${JSON.stringify(texts)}\nexport const readPageFiles = () => files`,
        moduleType: 'js',
      }
    },
  },
}

/** Threads are started out of the executable. */
const threads: Plugin = {
  name: 'threads',
  resolveId: {
    filter: { id: /^node:worker_threads$/ },
    handler: (_id, importer) =>
      importer?.startsWith(packages) === true ? join(runtime, 'worker-threads.ts') : undefined,
  },
}
