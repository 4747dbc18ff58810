import { quoteForShell } from '@ringback/common'
import { relative } from 'node:path'
import type { Io } from '../../shell/io.ts'
import type { FoundKeys } from '../../state/redaction-key.ts'

/** Lines that say how CI gets the key. The key itself is not in them. */
export function keyForCi({ keyFile }: FoundKeys, io: Io): readonly string[] {
  const file = keyFile === undefined ? undefined : quoteForShell(pathFrom(io.cwd, keyFile))
  return [
    'To give the key to GitHub Actions as a secret, run',
    file === undefined
      ? '  printenv RINGBACK_REDACTION_KEY | gh secret set RINGBACK_REDACTION_KEY'
      : `  gh secret set RINGBACK_REDACTION_KEY < ${file}`,
    'and pass it to the step that runs ringback:',
    '  env:',
    '    RINGBACK_REDACTION_KEY: ${{ secrets.RINGBACK_REDACTION_KEY }}',
    ...(file === undefined
      ? []
      : ['Elsewhere, set it in the environment:', `  export RINGBACK_REDACTION_KEY="$(cat ${file})"`]),
  ]
}

/** The path from the working directory, where that is shorter. */
function pathFrom(cwd: string, path: string): string {
  const shorter = relative(cwd, path)
  return shorter.length < path.length ? shorter : path
}
