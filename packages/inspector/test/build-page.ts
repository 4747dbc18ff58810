import { build } from 'vite'

/** Builds the page before the tests, so that they see its sources as they are. */
export async function setup(): Promise<void> {
  await build({ configFile: `${import.meta.dirname}/../vite.config.ts`, logLevel: 'error' })
}
