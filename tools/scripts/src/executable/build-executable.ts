import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as sea from 'node:sea'
import { rolldown, type OutputChunk } from 'rolldown'
import { executableBundle, mainBundle } from './executable-bundle.ts'
import { licenseTexts } from './license-texts.ts'
import { pactLibraryFiles } from './pact-library.ts'

/** What was built. */
export interface BuiltExecutable {
  readonly file: string
  /** False when the file was there already, made of the same parts. */
  readonly isNew: boolean
}

/** The mark in Node's own binary that says whether an application is in it. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

/**
 * Builds the executable for this machine into a folder, with the Node that runs this, and the licenses of all that is in it
 * beside it. What is there already is kept when nothing of it has changed.
 */
export async function buildExecutable(folder: string): Promise<BuiltExecutable> {
  if (!('getAssetKeys' in sea)) throw new Error(`Build it with Node 24; this is ${process.version}.`)
  const name = `ringback-${process.platform}-${process.arch}`
  const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name)
  const [code, [main]] = await Promise.all([
    chunksOf(executableBundle(), 'esm'),
    chunksOf(mainBundle(), 'cjs'),
  ])
  const assets: Record<string, string | Uint8Array> = {
    'main.js': main?.code ?? '',
    ...Object.fromEntries(code.map((chunk) => [`code/${chunk.fileName}`, chunk.code])),
    // Whether Pact is there is asked by its manifest.
    'code/node_modules/@pact-foundation/pact-core/package.json': readFileSync(
      createRequire(import.meta.url).resolve('@pact-foundation/pact-core/package.json'),
    ),
    ...pactLibraryFiles(),
  }
  rejectMissingFiles(code)
  const hash = hashOf(assets)
  const mark = `${file}.sha256`
  if (existsSync(file) && existsSync(mark) && readFileSync(mark, 'utf8') === hash)
    return { file, isNew: false }
  mkdirSync(folder, { recursive: true })
  rmSync(mark, { force: true })
  // On the same file system, so that the file can be moved: it has 150 MB.
  const work = mkdtempSync(join(folder, 'work-'))
  try {
    renameSync(injected(work, preparedBlob(work, assets)), file)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  writeFileSync(
    join(folder, `${name}.licenses.txt`),
    licenseTexts(code.flatMap(({ moduleIds }) => moduleIds)),
  )
  writeFileSync(mark, hash)
  return { file, isNew: true }
}

async function chunksOf(
  options: ReturnType<typeof executableBundle>,
  format: 'esm' | 'cjs',
): Promise<readonly OutputChunk[]> {
  const bundle = await rolldown(options)
  const { output } = await bundle.generate({ format, chunkFileNames: '[name]-[hash].js' })
  await bundle.close()
  return output.filter((file) => file.type === 'chunk')
}

/** Code that names a file beside itself finds in the executable only what is code. */
function rejectMissingFiles(code: readonly OutputChunk[]): void {
  const names = new Set(code.map(({ fileName }) => fileName))
  const missing = code.flatMap((chunk) =>
    [...chunk.code.matchAll(/new URL\(["'`]([^"'`$]+)["'`],\s*import\.meta\.url\)/g)].flatMap(
      ([, path = '']) => {
        const name = join(chunk.fileName, '..', path)
        return names.has(name) ? [] : [`${chunk.fileName} reads ${path} beside itself`]
      },
    ),
  )
  if (missing.length > 0) throw new Error(`Not in the executable: ${missing.join('; ')}`)
}

/** Of everything that makes the executable what it is. */
function hashOf(assets: Readonly<Record<string, string | Uint8Array>>): string {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`)
  for (const [name, content] of Object.entries(assets)) {
    hash.update(`\0${name}\0`).update(createHash('sha256').update(content).digest())
  }
  return hash.digest('hex')
}

/** What Node calls a preparation blob: the first script and the assets in one file. */
function preparedBlob(work: string, assets: Readonly<Record<string, string | Uint8Array>>): string {
  const files = Object.fromEntries(
    Object.entries(assets).map(([name, content], index) => {
      const path = join(work, `asset-${index}`)
      writeFileSync(path, content)
      return [name, path] as const
    }),
  )
  const output = join(work, 'ringback.blob')
  const config = join(work, 'config.json')
  writeFileSync(
    config,
    JSON.stringify({ main: files['main.js'], output, disableExperimentalSEAWarning: true, assets: files }),
  )
  execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'pipe' })
  return output
}

/** A copy of Node with the blob in it. */
function injected(work: string, blob: string): string {
  const file = join(work, 'ringback')
  copyFileSync(process.execPath, file, constants.COPYFILE_FICLONE)
  chmodSync(file, 0o755)
  // macOS runs nothing that was changed after it was signed.
  if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', file])
  const postject = createRequire(import.meta.url).resolve('postject/dist/cli.js')
  execFileSync(
    process.execPath,
    [postject, file, 'NODE_SEA_BLOB', blob, '--sentinel-fuse', fuse].concat(
      process.platform === 'darwin' ? ['--macho-segment-name', 'NODE_SEA'] : [],
    ),
    // It warns of names of sections that are none.
    { stdio: 'pipe' },
  )
  if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', file])
  return file
}
