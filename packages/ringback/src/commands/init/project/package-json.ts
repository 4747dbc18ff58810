import { messageOf, RingbackError } from '@ringback/common'
import { join } from 'node:path'
import { readProjectFile } from './project-file.ts'

/** What is used of a package.json. */
export interface PackageJson {
  readonly isModule: boolean
  readonly main: string | undefined
  /** Scripts by their names. */
  readonly scripts: ReadonlyMap<string, string>
  /** The names of all dependencies, those for development too. */
  readonly dependencies: ReadonlySet<string>
  /** Patterns of the folders of workspaces. */
  readonly workspaces: readonly string[]
  /** `pnpm@10.0.0` */
  readonly packageManager: string | undefined
}

/**
 * The package.json of a folder; undefined where there is none.
 * @throws {RingbackError} when it is not a JSON object, or cannot be read.
 */
export async function readPackageJson(directory: string): Promise<PackageJson | undefined> {
  const path = join(directory, 'package.json')
  const text = await readProjectFile(path)
  if (text === undefined) return undefined
  const content = objectOf(parsed(text, path))
  if (content === undefined) throw notJson(path, 'it is not an object')
  const { type, main, scripts, workspaces, packageManager } = content
  return {
    isModule: type === 'module',
    main: textOf(main),
    scripts: new Map(
      Object.entries(objectOf(scripts) ?? {}).flatMap(([name, line]) =>
        typeof line === 'string' ? [[name, line] as const] : [],
      ),
    ),
    dependencies: new Set(
      [content['dependencies'], content['devDependencies']].flatMap((each) =>
        Object.keys(objectOf(each) ?? {}),
      ),
    ),
    workspaces: textsOf(objectOf(workspaces)?.['packages'] ?? workspaces),
    packageManager: textOf(packageManager),
  }
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw notJson(path, messageOf(error))
  }
}

function notJson(path: string, reason: string): RingbackError {
  return new RingbackError('bad-package-json', `${path} is not valid: ${reason}`, {
    remedy: 'Repair it (npm cannot read it either), and run the command again.',
  })
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>) // Every object is one.
    : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}
