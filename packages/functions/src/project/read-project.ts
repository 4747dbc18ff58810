import { isSid } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import type { FunctionsOptions } from '../options.ts'
import { findProject, type Project } from './find-project.ts'
import { listResources } from './list-resources.ts'
import { readEnv } from './read-env.ts'
import type { Resource } from './resource.ts'

/** A project with what is in its folders. */
export interface ReadProject extends Project {
  readonly resources: { readonly functions: readonly Resource[]; readonly assets: readonly Resource[] }
  /** The variables of `context`. */
  readonly environment: Readonly<Record<string, string>>
}

/**
 * Reads the folders of a project and its `.env`.
 * @throws {RingbackError} when the folder is missing, or no Function in it has a URL.
 */
export function readProject(folder: string, options: FunctionsOptions): ReadProject {
  const project = findProject(folder)
  const functions = listResources(project.functions, 'function')
  if (!functions.some(({ access }) => access !== 'private')) {
    throw new RingbackError('no-functions', `No Function is in ${project.functions}.`, {
      remedy:
        'A Function is a file name.js or name.protected.js that exports `handler`. ' +
        'TypeScript has to be compiled first; pass the folder of the result.',
    })
  }
  const assets = project.assets === undefined ? [] : listResources(project.assets, 'asset')
  return { ...project, resources: { functions, assets }, environment: environmentOf(project, options) }
}

/**
 * The token of `.env` is left out: with it, a Function could reach the real account. An account that is no SID is one that nobody
 * has filled in yet.
 */
function environmentOf(
  { root }: Project,
  { environment, authToken, accountSid }: FunctionsOptions,
): Readonly<Record<string, string>> {
  const { AUTH_TOKEN: _left, ACCOUNT_SID: account = '', ...file } = readEnv(root)
  const known = isSid(account) ? account : accountSid
  return {
    ...file,
    ...(known !== undefined && { ACCOUNT_SID: known }),
    AUTH_TOKEN: authToken,
    ...environment,
  }
}
