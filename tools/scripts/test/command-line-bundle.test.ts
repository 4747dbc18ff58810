import { basename } from 'node:path'
import { rolldown, type OutputChunk } from 'rolldown'
import { beforeAll, describe, expect, it } from 'vitest'
import { commandLineBundle } from '../src/command-line-bundle.ts'

/** What Node loads for a command line: modules of the workspace as `package/path`, and packages. */
interface Loaded {
  readonly files: readonly string[]
  readonly modules: readonly string[]
  readonly packages: readonly string[]
}

let chunks: readonly OutputChunk[] = []

beforeAll(async () => {
  const bundle = await rolldown(commandLineBundle('src'))
  const { output } = await bundle.generate({ format: 'esm' })
  await bundle.close()
  chunks = output.filter((file) => file.type === 'chunk')
}, 60_000)

/** What the modules import without condition, and so on: what is imported where it is needed is not followed. */
function loadedBy(...modules: readonly string[]): Loaded {
  const open = modules.map((module) => {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/src/${module}`)))
    if (chunk === undefined) throw new Error(`${module} is in no chunk`)
    return chunk.fileName
  })
  const found = new Map<string, OutputChunk>()
  const packages = new Set<string>()
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const chunk = chunks.find(({ fileName }) => fileName === file)
    if (chunk === undefined) {
      if (!file.startsWith('node:')) packages.add(file)
    } else if (!found.has(file)) {
      found.set(file, chunk)
      open.push(...chunk.imports)
    }
  }
  return {
    files: [...found.keys()],
    modules: [...found.values()].flatMap(({ moduleIds }) => moduleIds.map(shortId)).sort(),
    packages: [...packages].sort(),
  }
}

function shortId(id: string): string {
  return id.replace(/^.*\/packages\//, '').replace('/src/', '/')
}

/** The packages of the workspace that modules are of, without that of the command line. */
function rooms({ modules }: Loaded): readonly string[] {
  return [...new Set(modules.map((module) => module.split('/', 1)[0] ?? ''))].filter(
    (room) => room !== 'ringback',
  )
}

describe('the bundled command line', () => {
  it('has what Node starts by the name of its file beside the rest', () => {
    const names = chunks.map(({ fileName }) => fileName)
    expect(names).toEqual(
      expect.arrayContaining([
        'start.js',
        'settle-worker.js',
        'load-thread.js',
        'native-verifier.js',
        'folder-thread.js',
        'ui-process.js',
        'record-worker.js',
      ]),
    )
    expect(names.filter((name) => name !== basename(name))).toEqual([])
  })

  it('loads for --version neither the help nor a command', () => {
    const loaded = loadedBy('start.ts')
    expect(rooms(loaded)).toEqual(['common'])
    expect(loaded.packages).toEqual([])
    expect(loaded.modules.filter((module) => /help\.ts|format\/|commands\/\w+\//.test(module))).toEqual([])
    expect(loaded.files.length).toBeLessThanOrEqual(14)
  })

  it('loads for --help what measures text, and no command', () => {
    const loaded = loadedBy('start.ts', 'shell/help.ts')
    expect(rooms(loaded)).toEqual(['common'])
    expect(loaded.packages).toEqual([])
    expect(loaded.modules.filter((module) => /commands\/\w+\//.test(module))).toEqual([])
    expect(loaded.files.length).toBeLessThanOrEqual(16)
  })

  it('loads for the list of show no engine, no TwiML and nothing that redacts', () => {
    const loaded = loadedBy('start.ts', 'commands/show/show.ts')
    expect(rooms(loaded)).toEqual(['catalog', 'common', 'recording', 'redaction'])
    expect(loaded.modules.filter((module) => module.startsWith('redaction/'))).toEqual([
      'redaction/node/spool/spool-folder.ts',
    ])
    expect(loaded.packages).toEqual([])
    expect(loaded.files.length).toBeLessThanOrEqual(54)
  })
})
