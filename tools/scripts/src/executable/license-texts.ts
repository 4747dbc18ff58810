import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pactLibraryPackage } from './pact-library.ts'

/** The licenses of Node, of ringback, and of the packages that bundled modules are of: they ask to be passed on. */
export function licenseTexts(moduleIds: readonly string[]): string {
  const packages = new Set(moduleIds.flatMap(packageFolder))
  const root = join(import.meta.dirname, '../../../..')
  const node = dirname(dirname(process.execPath))
  return [
    section('ringback', textIn(root)),
    section(
      `Node.js ${process.versions.node}`,
      textIn(node) ?? 'https://github.com/nodejs/node/blob/main/LICENSE',
    ),
    ...[...packages, pactLibraryPackage().folder].sort().map(packageSection),
  ].join('\n')
}

/** The folder of the package that a module is of; none for what is no file of a package. */
function packageFolder(id: string): readonly string[] {
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0]
  return folder === undefined || !existsSync(join(folder, 'package.json')) ? [] : [folder]
}

function packageSection(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license?: string
  }
  return section(`${name} ${version}`, textIn(folder) ?? `License: ${license ?? 'not given'}`)
}

function textIn(folder: string): string | undefined {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test(name))
  return file === undefined ? undefined : readFileSync(join(folder, file), 'utf8')
}

function section(title: string, text: string | undefined): string {
  return `${title}\n${'='.repeat(title.length)}\n\n${(text ?? '').trim()}\n\n`
}
