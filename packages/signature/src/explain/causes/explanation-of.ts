import { joinUrl } from '../../url/split-url.ts'
import type { Clue } from '../alternatives/alternative.ts'
import { describeCause, isUrlCause } from './describe-cause.ts'
import type { Cause, Explanation, Fixes } from '../model.ts'
import { urlFixes, type UrlStory } from './url-fixes.ts'

/** The explanation for a variant whose HMAC matched. */
export function explanationOf(clues: readonly Clue[], story: UrlStory, tried: number): Explanation {
  const causes = clues.map((clue) => describeCause(clue, story))
  return { found: true, causes, signedUrl: joinUrl(story.signed), fixes: allFixes(causes, story), tried }
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
