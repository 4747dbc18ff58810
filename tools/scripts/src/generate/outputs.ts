import { kinds } from '@ringback/catalog'

import { valuesModule } from './values.ts'
import { webhooksModule } from './webhooks.ts'

/** A generated file: its path from the root of the workspace and what has to be in it. */
export interface Output {
  readonly path: string
  readonly text: string
}

/** Every generated file of the workspace, as the tables have it now. */
export function generatedFiles(): readonly Output[] {
  return [
    { path: 'packages/catalog/src/webhooks.gen.ts', text: webhooksModule(kinds) },
    { path: 'packages/catalog/src/values.gen.ts', text: valuesModule(kinds) },
  ]
}
