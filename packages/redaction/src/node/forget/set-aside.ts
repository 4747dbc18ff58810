import { rm } from 'node:fs/promises'
import type { KeyRing } from '../keys/redaction-keys.ts'
import { exchangeOf } from '../observed/exchange-of.ts'
import { setAsideIn } from '../settle/set-aside.ts'
import { textOfExchange } from './mentions.ts'

/** Removes exchanges that were set aside and name a person; returns their files. What cannot be opened stays. */
export async function forgetSetAside(
  recordings: string,
  ring: KeyRing,
  isReal: (text: string) => boolean,
  dryRun: boolean,
): Promise<readonly string[]> {
  const files: string[] = []
  for (const { file, observed } of await setAsideIn(recordings, ring)) {
    if (!observed.some((each) => isReal(textOfExchange(exchangeOf(each))))) continue
    files.push(file)
    if (!dryRun) await rm(file, { force: true })
  }
  return files
}
