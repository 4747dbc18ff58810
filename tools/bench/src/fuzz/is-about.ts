import type { Bug } from '@ringback/app-flawed'
import type { ParameterRecord } from '@ringback/catalog'
import { withoutSids } from '@ringback/fuzz'
import type { FoundInApp } from './fuzz-app.ts'

/** Whether a finding shows a bug, and no more than it takes: one parameter that is not plain, or the fewest keys. */
export function isAbout({ shows, severity, codes }: Bug, { finding, plain }: FoundInApp): boolean {
  const { path, message, request } = finding
  if (codes !== undefined && !codes.includes(finding.code)) return false
  if (severity === 'error' && finding.severity !== 'error' && !message.includes('callback')) return false
  if ('request' in shows) return true
  if ('keys' in shows) return path.length > 0 && path.length <= shows.keys.length
  const name = shows.parameter.replace('*', '')
  return message.includes(name) && oddNames(plain, request.params).every((odd) => odd.startsWith(name))
}

/** The parameters that are not as on a plain webhook; SIDs are new each time. */
function oddNames(plain: ParameterRecord, sent: ParameterRecord): readonly string[] {
  const names = new Set([...Object.keys(plain), ...Object.keys(sent)])
  return [...names].filter((name) => withoutSids(String(plain[name])) !== withoutSids(String(sent[name])))
}
