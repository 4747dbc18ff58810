import { formParameter, parameter } from '@ringback/catalog'
import { queryOf, withoutQuery } from '../signature/request-target.ts'

/** An app that gets some of the requests. It gets those for which everything holds that is given here beside `app`. */
export interface Target {
  /** The URL of the app. A path is put in front of every request's. */
  readonly app: string
  /**
   * The path, or what it begins with up to a `/`: `/billing` is that of `/billing` and `/billing/pay`, not of `/billings`.
   * It is compared byte for byte.
   */
  readonly path?: string
  /** The number, or SIP address, that is called: the parameter To. */
  readonly to?: string
  /** The account: the parameter AccountSid. */
  readonly accountSid?: string
}

/** What decides about targets in a request. */
export interface Addressed {
  /** The request target as it was received. */
  readonly target: string
  /** The form body as latin1; undefined while it is not known. */
  readonly form: string | undefined
}

/** Whether a request is for a target; undefined when that depends on a form that is not known yet. */
export function isFor({ path, to, accountSid }: Target, { target, form }: Addressed): boolean | undefined {
  if (path !== undefined && !isUnder(pathOf(target), path)) return false
  if (to === undefined && accountSid === undefined) return true
  if (form === undefined) return undefined
  const parameters = form === '' ? queryOf(target) : form
  return (
    (to === undefined || formParameter(parameters, parameter.To) === to) &&
    (accountSid === undefined || formParameter(parameters, parameter.AccountSid) === accountSid)
  )
}

/** What a target is for, in the words of the command line: `/billing`, `+14155550101`. */
export function conditionsOf({ path, to, accountSid }: Target): string {
  return [path, to, accountSid].filter((each) => each !== undefined).join(' and ')
}

/** The path of a request target, without scheme and host. */
function pathOf(target: string): string {
  return withoutQuery(target.replace(/^https?:\/\/[^/?#]*/i, ''))
}

function isUnder(path: string, start: string): boolean {
  return (
    path.startsWith(start) &&
    (path.length === start.length || start.endsWith('/') || path[start.length] === '/')
  )
}
