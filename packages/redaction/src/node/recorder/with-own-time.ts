import type { ObservedExchange } from '../observed/observed-exchange.ts'
import type { StoreTime } from '../store/store-time.ts'

/** An exchange that has just ended, marked where it was timed by the clock of this machine and not by that of the store. */
export function withOwnTime(observed: ObservedExchange, time: Pick<StoreTime, 'isOwn'>): ObservedExchange {
  return time.isOwn(observed) ? { ...observed, isOwnTime: true } : observed
}
