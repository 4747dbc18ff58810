import { exportReports } from '@ringback/inspector'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contractDocument, fuzzDocument, mapDocument, resultsDocument } from './documents.ts'

const documents = {
  map: mapDocument(),
  findings: fuzzDocument(),
  contract: contractDocument(),
  results: resultsDocument(),
}

/** The reports in an exported page. */
function viewsIn(html: string): readonly { readonly kind: string }[] {
  const json = /<script type="application\/json" id="reports">(.*)<\/script>/.exec(html)?.[1]
  return JSON.parse(json ?? '') as readonly { readonly kind: string }[]
}

function errorOf(...given: readonly (readonly [name: string, document: unknown])[]): unknown {
  try {
    exportReports(given.map(([name, document]) => ({ name, document })))
    return undefined
  } catch (error) {
    return error
  }
}

test('reports of each kind are shown, in the order of the views', () => {
  const given = Object.entries(documents).toReversed()
  const views = viewsIn(exportReports(given.map(([name, document]) => ({ name, document }))))
  expect(views.map(({ kind }) => kind)).toEqual(['map', 'findings', 'contract', 'results'])
})

test('a finding has only the parameters that differ from a plain request, SIDs aside', () => {
  const [view] = viewsIn(exportReports([{ name: 'f', document: fuzzDocument() }]))
  expect(view).toMatchObject({
    findings: [
      {
        differences: [
          { name: 'From', plain: '+14155550100', sent: 'Anonymous' },
          { name: 'FromCity', plain: 'OAKLAND', sent: null },
          { name: 'Shoe', plain: null, sent: '' },
        ],
      },
      { differences: [] },
    ],
  })
})

test('marks stand at their place, the others beside the tree', () => {
  const [view] = viewsIn(exportReports([{ name: 'm', document: mapDocument() }]))
  expect(view).toMatchObject({
    marks: [{ code: 'unreachable-route' }],
    tree: { id: '0', state: 1, children: [{ id: '0.0', state: 2 }, { marks: [{ code: 'dead-end' }] }] },
    notes: [expect.stringContaining('There may be more'), expect.stringContaining('Prompt not understood')],
  })
})

describe('what is no report', () => {
  test.each([
    ['null', null],
    ['a text', 'x'],
    ['an object of something else', { version: 1 }],
  ])('is refused: %s', (_name, document) => {
    expect(errorOf(['a.json', document])).toMatchObject({
      code: 'bad-report',
      message: 'a.json is no report of fuzz, map or contract verify.',
    })
  })

  test('is refused with the fields that are wrong, of all files at once', () => {
    expect(
      errorOf(
        ['a.json', { ...mapDocument(), calls: 'many', limits: [1] }],
        ['b.json', [{ type: 'recording' }]],
      ),
    ).toMatchObject({
      code: 'bad-report',
      message: expect.stringMatching(
        /^a\.json cannot be shown:\n {2}calls: .*\n {2}limits\.0: .*\nb\.json cannot/,
      ),
    })
  })

  test('two reports of a kind are refused', () => {
    expect(errorOf(['a.json', fuzzDocument()], ['b.json', fuzzDocument()])).toMatchObject({
      code: 'two-reports',
      message: 'a.json and b.json are both reports for the view findings.',
    })
  })
})

test('whatever stands in a field, a report is shown or refused as the mistake of its file', () => {
  const kinds = fc.constantFrom(...Object.values(documents))
  fc.assert(
    fc.property(kinds, fc.anything(), fc.nat(), (document, value, at) => {
      // Puts the value in place of one of all values of the document.
      let left = at % JSON.stringify(document).length
      const copy: unknown = JSON.parse(JSON.stringify(document), (_key, each: unknown) =>
        left-- === 0 ? value : each,
      )
      const error = errorOf(['a.json', copy])
      expect([undefined, 'bad-report']).toContain((error as { readonly code?: string } | undefined)?.code)
    }),
    { numRuns: 200 },
  )
})
