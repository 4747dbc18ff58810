import type { Case, Facet } from '../kind/facet.ts'
import { keyOrders, type KeyOrder } from '../kind/key-order.ts'

const [plain, ...others] = keyOrders

/** The order of the parameters on the wire. */
export const orderFacet: Facet = { name: 'order', cases: [ordered(plain), ...others.map(ordered)] }

function ordered(order: KeyOrder): Case {
  return {
    name: order,
    apply: (draft) => {
      draft.order = order
      return true
    },
  }
}
