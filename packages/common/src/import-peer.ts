import { RingbackError } from './ringback-error.ts'

/**
 * Imports a module of an optional peer dependency, which only some users install. `name`: the package.
 * @throws {RingbackError} `peer-missing`, with the line that installs it; whatever else goes wrong is thrown as it is.
 */
export async function importPeer<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error, name)) throw error
    throw new RingbackError('peer-missing', `The package ${name} is not installed.`, {
      remedy: `Install it: npm install -D ${name}`,
      cause: error,
    })
  }
}

/** Node names the package that it did not find in the message alone. */
function isMissing(error: unknown, name: string): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const isNotFound = error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND'
  const named = /['"]([^'"]+)['"]/.exec(error.message)?.[1]
  return isNotFound && (named === name || named?.startsWith(`${name}/`) === true)
}
