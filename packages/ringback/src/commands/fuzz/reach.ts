import type { AppAccess } from '@ringback/fuzz'
import type { AppTarget } from '../../app/app-target.ts'

/** How the fuzzer reaches an app. `timeout`: seconds. */
export function reachOf(
  { authToken, publicUrl, app }: AppTarget,
  { allowRemote, timeout }: { readonly allowRemote: boolean; readonly timeout?: number | undefined },
): AppAccess {
  return {
    app,
    authToken,
    allowRemote,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(timeout !== undefined && { timeouts: { totalMs: timeout * 1000, readMs: timeout * 1000 } }),
  }
}
