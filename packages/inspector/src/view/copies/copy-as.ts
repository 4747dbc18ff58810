import type { Exchange, Recording } from '@ringback/recording'
import type { Copyable } from '../../model/call-view.ts'
import type { CopyOptions } from './copy-options.ts'

/** What a recorded request is copied as. */
export type CopyFormat = 'vitest' | 'fast-check' | 'pact'

/** A recorded call (`vitest`) or exchange as code, as it was recorded: what is redacted stays redacted. */
export async function copyAs(
  format: CopyFormat,
  { recording, exchange }: { readonly recording: Recording; readonly exchange: Exchange },
  options: CopyOptions,
): Promise<Copyable> {
  // Each takes time to load, and most pages only show.
  switch (format) {
    case 'vitest':
      return (await import('./vitest-copy.ts')).vitestCopy(recording, options)
    case 'fast-check':
      return (await import('./fast-check-copy.ts')).fastCheckCopy(exchange, options)
    case 'pact':
      return (await import('./pact-copy.ts')).pactCopy(recording, exchange)
  }
}
