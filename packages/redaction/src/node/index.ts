export { claimFolderKey, keyIdOfFolder } from './keys/folder-key.ts'
export {
  deriveRedactionKeys,
  keysWithId,
  readKeyRing,
  type KeyRing,
  type RedactionKeys,
} from './keys/redaction-keys.ts'
export { generateRootKey } from './keys/root-key.ts'
export { WrongKeyError } from './keys/wrong-key-error.ts'
