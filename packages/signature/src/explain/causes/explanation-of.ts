import { joinUrl } from '../../url/split-url.ts'
import { linesOfOtherLanguages, type FrameworkLine } from '../../app-check/framework-change.ts'
import type { Clue } from '../alternatives/alternative.ts'
import type { CauseCode } from './cause-code.ts'
import { describeCause, isUrlCause } from './describe-cause.ts'
import type { Cause, Explanation, Fixes } from '../model.ts'
import { urlFixes, type UrlStory } from './url-fixes.ts'

/** The explanation for a variant whose HMAC matched. */
export function explanationOf(clues: readonly Clue[], story: UrlStory, tried: number): Explanation {
  const causes = clues.map((clue) => describeCause(clue, story))
  return {
    found: true,
    causes,
    signedUrl: joinUrl(story.signed),
    fixes: allFixes(causes, story),
    otherLanguages: otherLanguages(causes, story),
    tried,
  }
}

const originCodes: ReadonlySet<CauseCode> = new Set<CauseCode>(['scheme', 'host', 'port'])

/** The lines for an app that checks another origin, or does not see a prefix of the path, and has nothing else wrong. */
function otherLanguages(causes: readonly Cause[], { checked, signed }: UrlStory): readonly FrameworkLine[] {
  const codes = new Set(causes.map(({ code }) => code))
  const url = joinUrl(signed)
  const target = checked.path + checked.query
  if (codes.size === 0 || ![...codes].every((code) => isUrlCause(code))) return []
  // Neither may end a text in one of these languages.
  if (!target.startsWith('/') || !url.endsWith(target) || /['"\\]/.test(url)) return []
  return linesOfOtherLanguages({
    isScheme: codes.size === 1 && codes.has('scheme'),
    isOrigin: [...codes].every((code) => originCodes.has(code)),
    protocol: signed.scheme.slice(0, -2),
    host: signed.host + signed.port,
    origin: signed.scheme + signed.host + signed.port,
    base: url.slice(0, -target.length),
  })
}

/** One line that repairs the whole URL, and one for each other cause. */
function allFixes(causes: readonly Cause[], story: UrlStory): Fixes {
  const urlCodes = causes.map(({ code }) => code).filter((code) => isUrlCause(code))
  const lines = [
    ...(urlCodes.length > 0 ? [urlFixes(story, urlCodes)] : []),
    ...causes.filter(({ code }) => !isUrlCause(code)).map(({ fixes }) => fixes),
  ]
  const joined = (framework: keyof Fixes): string =>
    [...new Set(lines.map((line) => line[framework]))].join('; ')
  return {
    express: joined('express'),
    fastify: joined('fastify'),
    hono: joined('hono'),
    nextjs: joined('nextjs'),
  }
}
