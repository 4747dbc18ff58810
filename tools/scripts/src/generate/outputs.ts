import { debuggerCodeRows, kinds, openApiDocument, restCodeRows } from '@ringback/catalog'
import { controlOpenApi } from '@ringback/msw/server'
import { elementRows } from '@ringback/twiml'

import { arbitrariesCoverage } from './arbitraries-coverage.ts'
import { errorCodesModule } from './error-codes.ts'
import { messagesDocument } from './messages.ts'
import { referenceDocument } from './reference.ts'
import { twimlAttributeValuesModule, twimlNamesModule } from './twiml.ts'
import { valuesModule } from './values.ts'
import { webhooksModule } from './webhooks.ts'

/** A generated file: its path from the root of the workspace and what has to be in it. */
export interface Output {
  readonly path: string
  readonly text: string
}

/** Every generated file of the workspace, as the tables have it now. */
export function generatedFiles(root: string): readonly Output[] {
  return [
    { path: 'packages/catalog/src/webhooks.gen.ts', text: webhooksModule(kinds) },
    { path: 'packages/catalog/src/values.gen.ts', text: valuesModule(kinds) },
    {
      path: 'packages/catalog/src/codes/error-codes.gen.ts',
      text: errorCodesModule(debuggerCodeRows, restCodeRows),
    },
    { path: 'packages/catalog/REFERENCE.md', text: referenceDocument(kinds) },
    {
      path: 'packages/catalog/openapi.gen.json',
      text: `${JSON.stringify(openApiDocument(), null, 2)}\n`,
    },
    {
      path: 'packages/msw/control-openapi.gen.json',
      text: `${JSON.stringify(controlOpenApi(), null, 2)}\n`,
    },
    {
      path: 'docs/languages/control-openapi.gen.json',
      text: `${JSON.stringify(controlOpenApi(), null, 2)}\n`,
    },
    { path: 'packages/twiml/src/names.gen.ts', text: twimlNamesModule(elementRows) },
    { path: 'packages/twiml/src/attribute-values.gen.ts', text: twimlAttributeValuesModule(elementRows) },
    { path: 'packages/arbitraries/COVERAGE.md', text: arbitrariesCoverage() },
    { path: 'packages/ringback/test/golden/messages.txt', text: messagesDocument(root) },
  ]
}
