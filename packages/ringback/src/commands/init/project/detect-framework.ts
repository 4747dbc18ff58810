import { join } from 'node:path'
import { frameworks, twilioFunctions, type Framework } from './frameworks.ts'
import { languages, type LanguageName } from './languages.ts'
import type { PackageJson } from './package-json.ts'
import { readProjectFile } from './project-file.ts'
import type { SourceFile } from './source-files.ts'

/** The names of the table. */
export const languageNames: readonly LanguageName[] = Object.keys(languages) as LanguageName[] // Its own keys.

/** The texts of the files of a folder that name dependencies, by language. */
export async function readManifests(directory: string): Promise<ReadonlyMap<LanguageName, string>> {
  const read = await Promise.all(
    languageNames.map(async (name) => {
      const texts = await Promise.all(
        languages[name].manifests.map((file) => readProjectFile(join(directory, file))),
      )
      const found = texts.filter((text) => text !== undefined)
      return found.length === 0 ? [] : [[name, found.join('\n')] as const]
    }),
  )
  return new Map(read.flat())
}

/** The framework that the manifests of a folder name. */
export function declaredFramework(
  manifests: ReadonlyMap<LanguageName, string>,
  packageJson: PackageJson | undefined,
): Framework | undefined {
  return frameworks.find(({ language, packages, pattern }) =>
    packages === undefined
      ? pattern?.test(manifests.get(language) ?? '')
      : packages.some((name) => packageJson?.dependencies.has(name)),
  )
}

const imported = /\b(?:from|import|require\()\s{0,4}["']((?:@[\w.-]{1,80}\/)?[\w.-]{1,80})["']/g

/** The framework that source files import. */
export function importedFramework(sources: readonly SourceFile[]): Framework | undefined {
  const ofNode = sourcesOf('node', sources)
  const names = new Set(
    ofNode.flatMap(({ text }) => [...text.matchAll(imported)].map(([, name = '']) => name)),
  )
  return frameworks.find(({ language, packages, pattern }) =>
    packages === undefined
      ? sourcesOf(language, sources).some(({ text }) => pattern?.test(text))
      : packages.some((name) => names.has(name)),
  )
}

/** Twilio Functions, where the folder of their tools holds a handler. */
export function functionsFramework(sources: readonly SourceFile[]): Framework | undefined {
  const hasHandler = sources.some(
    ({ path, text }) => /^(?:functions|src)\/.*\.js$/.test(path) && /\bexports\.handler\s{0,4}=/.test(text),
  )
  return hasHandler ? frameworks.find(({ name }) => name === twilioFunctions) : undefined
}

/** The source files of a language; all where it is unknown. */
export function sourcesOf(
  language: LanguageName | undefined,
  sources: readonly SourceFile[],
): readonly SourceFile[] {
  if (language === undefined) return sources
  return sources.filter(({ path }) => languages[language].extensions.some((end) => path.endsWith(end)))
}

/** The language of most source files. */
export function languageOfSources(sources: readonly SourceFile[]): LanguageName | undefined {
  const [most] = languageNames
    .map((name) => ({ name, files: sourcesOf(name, sources).length }))
    .toSorted((one, other) => other.files - one.files)
  return most === undefined || most.files === 0 ? undefined : most.name
}
