import { rm } from 'node:fs/promises'
import { exchangeOf } from '../observed/exchange-of.ts'
import { setAsideIn } from '../settle/set-aside.ts'
import type { ForgetOptions } from './forget-options.ts'
import { textOfExchange } from './mentions.ts'

/** Removes exchanges that were set aside and name a person; returns their files. What cannot be opened stays. */
export async function forgetSetAside(
  { recordings, ring, dryRun = false, onDamage = () => undefined }: ForgetOptions,
  isReal: (text: string) => boolean,
): Promise<readonly string[]> {
  const files: string[] = []
  for (const { file, observed } of await setAsideIn(recordings, ring, onDamage)) {
    if (!observed.some((each) => isReal(textOfExchange(exchangeOf(each))))) continue
    files.push(file)
    if (!dryRun) await rm(file, { force: true })
  }
  return files
}
