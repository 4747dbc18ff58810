import { menuKeys, routes, type Bug } from '@ringback/app-flawed'
import type { FoundInApp } from '../src/fuzz/fuzz-app.ts'
import { isAbout } from '../src/fuzz/is-about.ts'

/** Whether a finding about an app with several bugs shows this one: it is about it, and found where the bug is. */
export function isShown(bug: Bug, each: FoundInApp): boolean {
  return isAbout(bug, each) && isFoundThere(bug, each)
}

const pages: ReadonlySet<string> = new Set([...Object.values(routes), ...menuKeys.keys()])

function isFoundThere(
  { area, route, shows }: Bug,
  { finding: { code, path, request } }: FoundInApp,
): boolean {
  const page = new URL(request.url).pathname
  const isAboutSignatures = code.includes('signature')
  if (area === 'signature' || isAboutSignatures) return area === 'signature' && isAboutSignatures
  if ('keys' in shows) {
    // A page that the app has not without the bug is the bug's own.
    const isOnPage = page === route || !pages.has(page)
    return isOnPage && path.every((input, at) => choiceOf(input) === choiceOf(shows.keys[at]))
  }
  if ('request' in shows) return page === route || (path.length > 1 && path[0] === menuKeys.get(route))
  return (
    page === route && (shows.parameter.endsWith('*') || isValue(request.params[shows.parameter], shows.value))
  )
}

function isValue(value: string | readonly string[] | undefined, expected: RegExp | null): boolean {
  if (value === undefined || expected === null) return value === undefined && expected === null
  return [value].flat().some((each) => expected.test(each))
}

/** What the menu takes an input for; all keys that it does not offer are alike. */
function choiceOf(input: string | undefined): string | undefined {
  if (input === 'silence') return ''
  return input !== undefined && /^[06-8*#]$/.test(input) ? 'no choice' : input
}
