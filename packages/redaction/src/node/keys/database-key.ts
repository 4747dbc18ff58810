import { keysWithId, type KeyRing, type RedactionKeys } from './redaction-keys.ts'
import { WrongKeyError } from './wrong-key-error.ts'

/**
 * The keys of a ring that a database is recorded with. `name`: what the database is called in messages; `keyId`: of the key that is noted
 * in it.
 * @throws {WrongKeyError} when it is not in the ring.
 */
export function keysOfDatabase(name: string, keyId: string, ring: KeyRing): RedactionKeys {
  const keys = keysWithId(ring, keyId)
  if (keys === undefined) throw new WrongKeyError(`The database ${name}`, keyId, ring)
  return keys
}

/**
 * Notes the current key of a ring as the one that a database is recorded with, unless one is noted already. `name`: what the database is
 * called in messages; `claim` notes the id of a key and comes back with the one that is noted.
 * @throws {WrongKeyError} when another key is noted.
 */
export async function claimDatabaseKey(
  name: string,
  ring: KeyRing,
  claim: (keyId: string) => Promise<string>,
): Promise<void> {
  const { keyId } = ring.current
  const noted = await claim(keyId)
  if (noted !== keyId) throw new WrongKeyError(`The database ${name}`, noted, ring)
}
