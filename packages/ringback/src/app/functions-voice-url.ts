import { nearest, RingbackError } from '@ringback/common'
import type { LoadedFunctions } from '@ringback/functions'

const usualPath = '/voice'

/**
 * The Voice URL among Functions: the one written, else `/voice`, else the only Function there is. Throws a `RingbackError` that
 * lists the Functions when none is written and there are several, or when no file answers at the one written.
 */
export function functionsVoiceUrl(
  written: string | undefined,
  { functions, assets }: Pick<LoadedFunctions, 'functions' | 'assets'>,
  base: URL,
): string {
  const open = functions.filter(({ access }) => access !== 'private').map(({ path }) => path)
  const [first, ...others] = open
  const path = written ?? (open.includes(usualPath) || first === undefined ? usualPath : first)
  const remedy = `The Functions: ${open.join(', ')}`
  if (written === undefined && !open.includes(usualPath) && others.length > 0) {
    throw new RingbackError(
      'no-voice-url',
      `No Voice URL given, and no Function is ${usualPath}. Pass --voice-url.`,
      {
        remedy,
      },
    )
  }
  const url = URL.parse(path, base.href)
  const answers = [...open, ...assets.map((asset) => asset.path)]
  if (url !== null && url.origin === base.origin && !answers.includes(url.pathname)) {
    const meant = nearest(url.pathname, open)
    throw new RingbackError(
      'no-such-function',
      `No Function answers at ${url.pathname}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
      { remedy },
    )
  }
  return path
}
