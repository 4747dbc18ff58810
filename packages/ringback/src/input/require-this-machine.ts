import { isLoopback } from '@ringback/common'
import { UserError } from '../shell/user-error.ts'

/** `consequence`: what would be sent there. Throws a `UserError` for the URL of another machine, unless it is allowed. */
export function requireThisMachine(url: string, allowRemote: boolean, consequence: string): void {
  if (allowRemote || isLoopback(URL.parse(url)?.hostname ?? '')) return
  throw new UserError(
    `${url} is not on this machine.`,
    `${consequence} Give --allow-remote if that is what you want.`,
  )
}
