import { isSid, sidPrefix } from '@ringback/catalog'
import { parseAppUrl, RingbackError } from '@ringback/common'
import { conditionsOf, type Target } from './target.ts'

/** What is wrong with the targets, one sentence each, which begins with `targets: `. */
export function problemsOfTargets(targets: readonly Target[]): readonly string[] {
  const seen = new Set<string>()
  return targets.flatMap((target, index) => {
    const conditions = conditionsOf(target)
    if (conditions === '') return [`targets: number ${index + 1} has none of path, to and accountSid.`]
    const isRepeated = seen.has(conditions)
    seen.add(conditions)
    return [
      ...problemsOfConditions(target),
      ...(isRepeated ? [`targets: ${conditions} is there twice; the first one gets every request.`] : []),
      ...problemsOfApp(target.app, conditions),
    ]
  })
}

function problemsOfConditions({ path, to, accountSid }: Target): readonly string[] {
  return [
    ...(path === undefined || /^\/[\x21-\x22\x24-\x3e\x40-\x7e]*$/.test(path)
      ? []
      : [
          `targets: the path ${JSON.stringify(path)} must start with / and have no query, fragment or space.`,
        ]),
    ...(to === undefined || (to !== '' && to === to.trim())
      ? []
      : [`targets: the number ${JSON.stringify(to)} is empty or has spaces around it.`]),
    ...(accountSid === undefined || (isSid(accountSid) && accountSid.startsWith(sidPrefix.account))
      ? []
      : [`targets: ${JSON.stringify(accountSid)} is not an account SID.`]),
  ]
}

function problemsOfApp(app: string, conditions: string): readonly string[] {
  try {
    const url = parseAppUrl(app, `The app of ${conditions}`)
    return url.search === '' && url.hash === ''
      ? []
      : [`targets: the app of ${conditions} must have no query and no fragment.`]
  } catch (error) {
    if (!(error instanceof RingbackError)) throw error
    return [`targets: ${error.message}${error.remedy === undefined ? '' : ` ${error.remedy}.`}`]
  }
}
