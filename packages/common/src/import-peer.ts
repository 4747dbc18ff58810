import { RingbackError } from './ringback-error.ts'

/**
 * Imports a module of optional peer dependencies, which only some users install. `names`: the package, or all that the module needs.
 * @throws {RingbackError} `peer-missing`, with the line that installs them; whatever else goes wrong is thrown as it is.
 */
export async function importPeer<Module>(
  names: string | readonly string[],
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    const all = [names].flat()
    const missing = all.find((name) => isMissing(error, name))
    if (missing === undefined) throw error
    throw new RingbackError('peer-missing', `The package ${missing} is not installed.`, {
      remedy: `Install it: npm install -D ${all.join(' ')}`,
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
