import { isSid, sidPrefix } from '@ringback/catalog'
import { RingbackError } from '@ringback/common'
import { problemsOfTargets, type Target } from '@ringback/proxy'

/** The targets of the options, else those of the configuration. Throws a `RingbackError` with all that is wrong with them. */
export function targetsOf(
  given: readonly string[] | undefined,
  configured: readonly Target[] = [],
): readonly Target[] {
  const targets = given?.map(targetIn) ?? configured
  const problems = problemsOfTargets(targets)
  if (problems.length === 0) return targets
  const name = given === undefined ? 'targets' : '--target'
  throw new RingbackError('bad-targets', problems.map((line) => line.replace(/^targets/, name)).join('\n'), {
    remedy:
      given === undefined
        ? "Write it as { path: '/billing', app: 'http://127.0.0.1:3001' }, with path, to or accountSid."
        : 'Write it as a path, a number called or an account SID, and its app: --target /billing=localhost:3001',
  })
}

/** `/billing=localhost:3001`. An address may have a `=`, the URL of an app has none. */
function targetIn(text: string): Target {
  const at = text.lastIndexOf('=')
  const app = at < 0 ? '' : text.slice(at + 1)
  const requests = at < 0 ? text : text.slice(0, at)
  if (requests.startsWith('/')) return { path: requests, app }
  const isAccount = isSid(requests) && requests.startsWith(sidPrefix.account)
  return isAccount ? { accountSid: requests, app } : { to: requests, app }
}
