import { RingbackError } from '@ringback/common'

/**
 * Loads a module of msw, which is a peer that only some users have. Rejects with a RingbackError (`msw-missing`) that
 * holds the line to install it.
 */
export async function loadMsw<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    if (!isMissing(error)) throw error
    throw new RingbackError('msw-missing', 'The package msw is not installed.', {
      cause: error,
      remedy: 'Install it: npm install -D msw',
    })
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND') &&
    /['"]msw(?:\/node)?['"]/.test(error.message)
  )
}
