import type { Case, Facet } from '../kind/facet.ts'
import type { KindShape } from '../kind/kind-shape.ts'

/** The method of the request. Where the app's configuration can choose it, the other one is an edge case. */
export function methodFacet({ row }: KindShape): Facet {
  const plain = sentWith(row.method)
  const isFixed = row.family === 'other' || row.family === 'media' || postOnly.has(row.kind)
  if (isFixed) return { name: 'method', cases: [plain] }
  return { name: 'method', cases: [plain, sentWith(row.method === 'POST' ? 'GET' : 'POST')] }
}

// Documented: <Pay> action and the AMD callback are always POST (docs/facts/webhooks.md, section 7, items 13 and 28).
const postOnly: ReadonlySet<string> = new Set(['pay.action', 'amd.async'])

function sentWith(method: 'GET' | 'POST'): Case {
  return {
    name: method,
    apply: (draft) => {
      draft.method = method
      return true
    },
  }
}
