import { RingbackError } from '@ringback/common'

/** What ringback uses, and leaves to the user to install: the range that it was tested with. */
export const optionalPeers = {
  '@pact-foundation/pact-core': '^20.2.0',
  '@pact-foundation/pact-cli': '^18.1.2',
  msw: '>=3.0.5 <4',
  pg: '^8.13.0',
  vitest: '>=4',
} as const

/** A package that ringback uses when it is there. */
export type OptionalPeer = keyof typeof optionalPeers

/**
 * Imports what needs an optional peer. Throws a `RingbackError` with the line that installs the peer when that is missing;
 * whatever else goes wrong is thrown as it is. `user`: what needs it, for the message.
 */
export async function importWithPeer<Module>(
  peer: OptionalPeer,
  user: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load()
  } catch (error) {
    throw isMissing(error, peer) ? missingPeer(peer, user, error) : error
  }
}

function missingPeer(peer: OptionalPeer, user: string, cause: unknown): RingbackError {
  return new RingbackError('missing-peer', `${user} needs the package ${peer}, which is not installed.`, {
    remedy: `Install it: npm install --save-dev ${peer}`,
    cause,
  })
}

/** Node says which package it did not find in the message alone. */
function isMissing(error: unknown, peer: OptionalPeer): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  const isNotFound = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND'
  return isNotFound && new RegExp(`'${peer}(?:/[^']*)?'`).test(error.message)
}
