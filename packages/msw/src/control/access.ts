import { isLoopback } from '@ringback/common'
import { ControlError } from './control-error.ts'

/**
 * Throws a ControlError unless the request comes from this machine and not from a page of another site: the Host must be
 * a name of this machine (a name of an attacker may resolve to 127.0.0.1), and so must the Origin that a browser sends.
 */
export function requireLocal(request: Request, remoteAddress: string | undefined): void {
  const host = new URL(request.url).hostname
  const origin = request.headers.get('origin')
  const isLocal =
    isLoopback(remoteAddress ?? '') && isLoopback(host) && (origin === null || isLocalOrigin(origin))
  if (isLocal) return
  throw new ControlError(403, 'not-local', 'The control routes answer only to this machine.', {
    remedy:
      'Request them from the machine of ringback serve, by 127.0.0.1 or localhost and without a foreign Origin.',
  })
}

/** Whether the body is JSON. A page of another site cannot send this type without a question that is never answered. */
export function isControlJson(request: Request): boolean {
  return /^application\/json(?:\s*;|\s*$)/i.test(request.headers.get('content-type') ?? '')
}

function isLocalOrigin(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname)
}
