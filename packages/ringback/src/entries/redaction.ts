/** `ringback/redaction`: replaces what is private in recordings by keyed pseudonyms. */
import '@ringback/common/require-node'

export { createRedactor, type RedactionClass, type Redactor, type RedactorOptions } from '@ringback/redaction'
export type { RedactionSummary } from '@ringback/recording'
export { generateRootKey, readKeyRing, type KeyRing, type RedactionKeys } from '@ringback/redaction/node'
