import type { ExchangeView } from '../../model/call-view.ts'
import { useKeys } from '../keys.ts'
import type { CallActs } from './use-acts.ts'

/** The keys of acts; none in a page that does nothing. `onEdit` opens the form of the request, or closes it. */
export function useActKeys(
  acts: CallActs | null,
  exchange: ExchangeView | undefined,
  onEdit: () => void,
): void {
  const canSend = acts !== null && acts.app !== null
  useKeys(
    canSend
      ? {
          r: () => exchange !== undefined && acts.replay(exchange.id),
          R: () => acts.replay(),
          e: onEdit,
        }
      : {},
  )
}
