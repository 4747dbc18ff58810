import { RingbackError } from '@ringback/common'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { appsBelow } from './apps-below.ts'
import {
  declaredFramework,
  functionsFramework,
  importedFramework,
  languageOfSources,
  readManifests,
  sourcesOf,
} from './detect-framework.ts'
import { readEnvironment, type ProjectEnvironment } from './environment.ts'
import type { Found } from './found.ts'
import type { Framework } from './frameworks.ts'
import { languages, type LanguageName } from './languages.ts'
import { readPackageJson, type PackageJson } from './package-json.ts'
import { portOfCommand, portOfSources } from './port.ts'
import { readProjectFile } from './project-file.ts'
import { repositoryOf, type Repository } from './repository.ts'
import { sourceFiles, type SourceFile } from './source-files.ts'
import { startCommand } from './start-command.ts'
import { voicePathOfSources } from './voice-path.ts'

/** What a folder says about the app in it. */
export interface Project {
  readonly directory: string
  /** Undefined where no file says. */
  readonly language: LanguageName | undefined
  readonly framework: Framework | undefined
  readonly packageJson: PackageJson | undefined
  readonly usesTypeScript: boolean
  /** `vitest`, `jest`, ... where tests of Node.js are run. */
  readonly testRunner: string | undefined
  readonly port: Found<number>
  /** The path of the Voice URL; undefined where no route looks like it. */
  readonly voicePath: Found<string> | undefined
  /** How the app is started: `npm start`. */
  readonly start: string | undefined
  readonly environment: ProjectEnvironment
  readonly repository: Repository
}

const extensions = new Set(Object.values(languages).flatMap((language) => [...language.extensions]))
const testRunners = ['vitest', 'jest', 'mocha', 'ava', 'tap', 'jasmine']

/**
 * Reads a folder. Throws a `RingbackError` for a file that cannot be read, or is broken; and, unless `isApp`, for a folder that
 * is no app and has apps in its folders.
 */
export async function readProject(directory: string, isApp: boolean): Promise<Project> {
  const packageJson = await readPackageJson(directory)
  const manifests = await readManifests(directory)
  const sources = await sourceFiles(directory, extensions)
  const topmost = sources.filter(({ path }) => !path.includes('/'))
  const framework =
    declaredFramework(manifests, packageJson) ?? importedFramework(topmost) ?? functionsFramework(sources)
  if (framework === undefined && !isApp) await refuseApps(directory)
  const likely = framework ?? importedFramework(sources)
  const language = likely?.language ?? firstOf(manifests.keys()) ?? languageOfSources(sources)
  const environment = await readEnvironment(directory, sources)
  const repository = repositoryOf(directory, packageJson?.packageManager)
  const own = sourcesOf(language, sources)
  const port = (await foundPort(directory, { packageJson, environment, own })) ?? {
    value: likely?.port ?? languages[language ?? 'node'].port,
    from: likely === undefined ? 'no file says another' : `the default of ${likely.name}`,
  }
  return {
    directory,
    language,
    framework: likely,
    packageJson,
    usesTypeScript:
      packageJson?.dependencies.has('typescript') === true || existsSync(join(directory, 'tsconfig.json')),
    testRunner: testRunnerOf(packageJson),
    port,
    voicePath: voicePathOfSources(own),
    start: startCommand({
      directory,
      packageJson,
      framework: likely,
      language,
      repository,
      port: port.value,
    }),
    environment,
    repository,
  }
}

async function refuseApps(directory: string): Promise<void> {
  const apps = await appsBelow(directory)
  if (apps.length === 0) return
  const listed = apps.map(({ path, framework }) => `- ${path} (${framework})`).join('\n')
  throw new RingbackError('apps-below', `${directory} is not an app; its folders are:\n${listed}`, {
    remedy: `Pass one of them: ringback init ${apps[0]?.path}`,
  })
}

function firstOf<Value>(values: Iterable<Value>): Value | undefined {
  const [first] = values
  return first
}

function testRunnerOf(packageJson: PackageJson | undefined): string | undefined {
  const declared = testRunners.find((name) => packageJson?.dependencies.has(name))
  const script = packageJson?.scripts.get('test') ?? ''
  return declared ?? (/\bnode\b.{0,80}--test\b/.test(script) ? 'node --test' : undefined)
}

interface PortEvidence {
  readonly packageJson: PackageJson | undefined
  readonly environment: ProjectEnvironment
  readonly own: readonly SourceFile[]
}

const otherFiles = ['Procfile', 'Dockerfile', 'src/main/resources/application.properties']

/** What is set wins over what is written in the sources, and that over what is only an example. */
async function foundPort(
  directory: string,
  { packageJson, environment, own }: PortEvidence,
): Promise<Found<number> | undefined> {
  if (environment.port?.isSet === true) return environment.port
  for (const script of ['start', 'dev']) {
    const value = portOfCommand(packageJson?.scripts.get(script) ?? '')
    if (value !== undefined) return { value, from: `the script ${script}` }
  }
  const inSources = portOfSources(own)
  if (inSources !== undefined) return inSources
  for (const from of otherFiles) {
    const text = (await readProjectFile(join(directory, from))) ?? ''
    const value = portOfCommand(text.replace(/^(?:EXPOSE |server\.port=)/m, 'PORT='))
    if (value !== undefined) return { value, from }
  }
  return environment.port
}
