import { expandKind } from './expand-kind.ts'
import { kindFiles } from './kind-files.ts'
import type { KindRow } from '../model.ts'

/** Every webhook kind that Twilio's voice product is known to send. */
export const kinds: readonly KindRow[] = kindFiles.flatMap((each) => each.kinds).map(expandKind)
