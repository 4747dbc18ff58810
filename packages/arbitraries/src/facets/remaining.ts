import { parameter, sidPrefix, type ParameterRow, debuggerCode } from '@ringback/catalog'
import type { Facet } from '../kind/facet.ts'
import { fixed, type Forms } from '../forms/form.ts'
import { hexOf, integerOf, type DetailSeed } from '../forms/detail-seed.ts'
import type { KindShape } from '../kind/kind-shape.ts'
import { callerNameForms } from '../values/caller-name.ts'
import { addOnsForms } from '../values/tokens.ts'
import { grammarForms } from '../values/grammar-forms.ts'
import { speechForms } from '../values/speech.ts'
import { parameterFacet, type Need } from './parameter-facet.ts'

/** The facets of the parameters that nothing else has claimed, in the order in which they depend on each other. */
export function remainingFacets(shape: KindShape, needs: Readonly<Record<string, Need>>): readonly Facet[] {
  const rows = shape.row.parameters.filter(
    ({ name, presence }) => presence !== 'dynamic' && !shape.isClaimed(name),
  )
  const [free, dependent] = [
    rows.filter(({ name }) => needs[name] === undefined),
    rows.filter(({ name }) => needs[name] !== undefined),
  ]
  return [...free, ...dependent].map((row) => parameterFacet(shape, row, formsOf(row), needs[row.name]))
}

function formsOf(row: ParameterRow): Forms {
  return ownForms[row.name]?.(row) ?? grammarForms(row)
}

/** Parameters whose values have a vocabulary of their own. */
const ownForms: Readonly<Record<string, (row: ParameterRow) => Forms>> = {
  [parameter.CallerName]: () => callerNameForms,
  [parameter.AddOns]: () => addOnsForms,
  [parameter.TranscriptionText]: () => speechForms,
  [parameter.TranscriptionData]: () => [
    { name: 'final', make: (seed) => transcript('Hello', seed) },
    fixed('partial', '{"transcript":"Hel"}'),
    fixed('non-ascii', '{"transcript":"Grüß Gott","confidence":0.9}'),
    fixed('quotes', '{"transcript":"he said \\"yes\\" & left","confidence":0.8}'),
  ],
  [parameter.Payload]: () => [
    { name: 'http-failure', make: (seed) => payload(String(debuggerCode.httpRetrievalFailure), seed) },
    { name: 'schema-warning', make: (seed) => payload(String(debuggerCode.schemaValidationWarning), seed) },
    fixed(
      'without-webhook',
      `{"resource_sid":null,"service_sid":null,"error_code":"${debuggerCode.twimlBodyTooLarge}","more_info":{}}`,
    ),
  ],
}

function transcript(text: string, seed: DetailSeed): string {
  return JSON.stringify({
    transcript: text,
    confidence: seed === 0 ? 0.99 : integerOf(seed, 1, 999_999) / 1_000_000,
  })
}

function payload(code: string, seed: DetailSeed): string {
  return JSON.stringify({
    resource_sid: sidPrefix.call + hexOf(seed, 32),
    service_sid: null,
    error_code: code,
    more_info: { Msg: 'Got HTTP 500 response', url: 'https://example.com/voice' },
    webhook: {
      type: 'application/json',
      request: { url: 'https://example.com/voice', method: 'POST', headers: {}, parameters: {} },
      response: { status_code: null, headers: {}, body: '' },
    },
  })
}
