import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { RingbackConfig } from '../../config/config.ts'

/** Whether the recordings folder of a project holds recordings. */
export async function hasRecordings(directory: string, { recordings }: RingbackConfig): Promise<boolean> {
  const names = await readdir(resolve(directory, recordings ?? 'recordings')).catch(() => [])
  return names.some((name) => name.endsWith('.json'))
}
